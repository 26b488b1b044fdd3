-- Decides one call and, if every limit agrees, consumes from all of them. The same steps as judge() in
-- memory-gauge.ts; the contract tests run against both.
--
-- KEYS[1] units of the window (hash): "_" marks it as loaded and holds the snapshot it was loaded from,
--         "u:<meter>" and "c:<meter>" are the customer's units and calls of a meter,
--         "ku:<key> <meter>" and "kc:<key> <meter>" those of one key, "kt:<key>" the key's units over all meters
-- KEYS[2] GCRA arrival of the customer (string, ms)       KEYS[3] GCRA arrival of the key (string, ms)
-- ARGV[1] now (ms)   [2] dry run 0/1   [3] meter   [4] key   [5] cost   [6] ttl of the window (ms)
--     [7] [8] customer's rate: interval (ms, 0 none), burst     [9] [10] the key's
--     [11] hard quota   [12] key quota   [13] spend limit   [14] key spend limit   [15] credit limit (-1 none)
--     [16] number of priced meters, then for each: meter, length of its table, the table (see flat-table.ts)
-- Returns {code, by key 0/1, arrival, key arrival, meter units, key units, units, calls of each priced meter…};
--     code: -1 cold, 0 ok, 1 rate, 2 quota, 3 spend, 4 credits. Numbers as text: Redis would truncate them.
local SLACK = 1e-9
local function num(value) return tonumber(value or '0') or 0 end
local function text(value) return string.format('%.17g', value) end

if redis.call('HEXISTS', KEYS[1], '_') == 0 then return { '-1' } end

local now, dry, meter, key, cost = num(ARGV[1]), ARGV[2] == '1', ARGV[3], ARGV[4], num(ARGV[5])
local function exceeds(value, limit) return value > limit + SLACK * math.max(1, limit) end

local function next_arrival(name, interval, burst)
  local arrival = num(redis.call('GET', name))
  if interval == 0 then return arrival, arrival end
  local following = math.max(arrival, now) + interval
  if following - now <= burst * interval + SLACK then return arrival, following end
  return arrival, nil
end

local function convert(t, quantity)
  local units = quantity
  if t[3] == 1 then units = quantity * t[4] elseif t[3] == 2 then units = quantity / t[4] end
  local scaled = units * t[6]
  if t[5] == 1 then return -math.floor(-scaled + SLACK) / t[6] end
  if t[5] == 2 then return math.floor(scaled + SLACK) / t[6] end
  if t[5] == 3 then return math.floor(scaled + 0.5 + SLACK) / t[6] end
  return units
end

-- priceFromTable of flat-table.ts; positions are one higher here.
local function price_of(t, quantity, events)
  local units = convert(t, math.max(0, quantity - t[2]))
  local price = 0
  if t[1] == 3 then
    price = -math.floor(-(units / t[10]) + SLACK) * t[13]
  else
    local from = 0
    for tier = 0, t[11] - 1 do
      local base = 12 + 3 * tier
      local landing = t[base] == -1 or units <= t[base]
      if t[1] == 1 and (tier == 0 or units > from) then
        price = price + ((landing and units or t[base]) - from) * t[base + 1] + t[base + 2]
      end
      if t[1] == 2 and landing then price = units * t[base + 1] + t[base + 2] end
      if landing then break end
      from = t[base]
    end
  end
  price = price + events * t[9]
  if t[7] ~= -1 and price < t[7] then price = t[7] end
  if t[8] ~= -1 and price > t[8] then price = t[8] end
  return price
end

local tables, position = {}, 17
for index = 1, num(ARGV[16]) do
  local entry = { meter = ARGV[position] }
  local length = num(ARGV[position + 1])
  for offset = 1, length do entry[offset] = num(ARGV[position + 1 + offset]) end
  tables[index] = entry
  position = position + 2 + length
end

-- True when the window would cost more than the limit after this call.
local function costs_more_than(limit, units_field, calls_field)
  local exact, rounded = 0, 0
  for _, t in ipairs(tables) do
    local units = num(redis.call('HGET', KEYS[1], units_field .. t.meter))
    local calls = num(redis.call('HGET', KEYS[1], calls_field .. t.meter))
    if t.meter == meter then units, calls = units + cost, calls + 1 end
    local price = price_of(t, units, calls)
    exact = exact + price
    rounded = rounded + math.floor(price + 0.5 + SLACK + price * 1e-14)
  end
  return exceeds(exact, limit) or rounded > limit
end

local rate_interval, key_interval = num(ARGV[7]), num(ARGV[9])
local arrival, following = next_arrival(KEYS[2], rate_interval, num(ARGV[8]))
local key_arrival, key_following = next_arrival(KEYS[3], key_interval, num(ARGV[10]))
local meter_units = num(redis.call('HGET', KEYS[1], 'u:' .. meter))
local key_units = num(redis.call('HGET', KEYS[1], 'kt:' .. key))
local quota, key_quota = num(ARGV[11]), num(ARGV[12])
local spend, key_spend, credit = num(ARGV[13]), num(ARGV[14]), num(ARGV[15])

local code, by_key = 0, '0'
if following == nil then code = 1
elseif key_following == nil then code, by_key = 1, '1'
elseif quota >= 0 and exceeds(meter_units + cost, quota) then code = 2
elseif key_quota >= 0 and exceeds(key_units + cost, key_quota) then code, by_key = 2, '1'
elseif spend >= 0 and costs_more_than(spend, 'u:', 'c:') then code = 3
elseif key_spend >= 0 and costs_more_than(key_spend, 'ku:' .. key .. ' ', 'kc:' .. key .. ' ') then
  code, by_key = 3, '1'
elseif credit >= 0 and costs_more_than(credit, 'u:', 'c:') then code = 4 end

if code == 0 then
  arrival, key_arrival = following, key_following
  if not dry then
    if rate_interval > 0 then
      redis.call('SET', KEYS[2], text(arrival), 'PX', math.ceil(math.max(1, arrival - now)))
    end
    if key_interval > 0 then
      redis.call('SET', KEYS[3], text(key_arrival), 'PX', math.ceil(math.max(1, key_arrival - now)))
    end
    meter_units, key_units = meter_units + cost, key_units + cost
    local of_key = key .. ' ' .. meter
    redis.call('HSET', KEYS[1], 'u:' .. meter, text(meter_units), 'kt:' .. key, text(key_units),
      'ku:' .. of_key, text(num(redis.call('HGET', KEYS[1], 'ku:' .. of_key)) + cost))
    redis.call('HINCRBY', KEYS[1], 'c:' .. meter, 1)
    redis.call('HINCRBY', KEYS[1], 'kc:' .. of_key, 1)
    redis.call('PEXPIRE', KEYS[1], ARGV[6])
  end
end

local answer = { tostring(code), by_key, text(arrival), text(key_arrival), text(meter_units), text(key_units) }
for _, t in ipairs(tables) do
  answer[#answer + 1] = text(num(redis.call('HGET', KEYS[1], 'u:' .. t.meter)))
  answer[#answer + 1] = text(num(redis.call('HGET', KEYS[1], 'c:' .. t.meter)))
end
return answer
