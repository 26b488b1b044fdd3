-- Decides calls, one after the other; each, if every limit agrees, consumes from all of them. The same steps as
-- judge() in memory-gauge.ts; the contract tests run against both. Each redis.call costs as much as everything around
-- it, so all that is read of a window is read at once, all that changes is written at once, and prices are looked at
-- only where money is limited. Calls come many at a time and as one JSON text: a command for each costs the caller
-- twice as much.
--
-- KEYS    three for each call:
--     [1] units of the window (hash): "_" marks it as loaded and holds the snapshot it was loaded from,
--         "u:<meter>" and "c:<meter>" are the customer's units and calls of a meter,
--         "ku:<key> <meter>" and "kc:<key> <meter>" those of one key, "kt:<key>" the key's units over all meters.
--         "e" names the terms by which the money is counted, "m" is what of it the present prices do not count (see
--         GaugeMoney in gauge.ts), as JSON, or empty: {fixed, carried, fixedByKey: {key: amount},
--         before: {"<meter>" or "<key> <meter>": [units, calls]}}.
--         Its expiry is set where it is loaded (add.lua), past the end of the window.
--     [2] GCRA arrival of the customer (string, ms)       [3] GCRA arrival of the key (string, ms)
-- ARGV[1] JSON: an array for each call of
--     [1] now (ms)   [2] dry run 0/1   [3] meter   [4] key   [5] cost
--     [6] [7] customer's rate: interval (ms, 0 none), burst     [8] [9] the key's
--     [10] hard quota   [11] key quota   [12] spend limit   [13] key spend limit   [14] credit limit (-1 none)
--     [15] the terms by which the money must be counted; empty for any
--     [16] for each priced meter: its name and its table (see flat-table.ts), empty where no money is limited
--     [17] how many calls the cost is for, 1 but for a lease
-- Returns a line of numbers for each call: code, by key 0/1, arrival, key arrival, meter units, key units, fixed spend,
--     priced units and calls of each priced meter. Code: -2 unpriced, -1 cold, 0 ok, 1 rate, 2 quota, 3 spend,
--     4 credits.
local SLACK = 1e-9
local function num(value) return tonumber(value or '0') or 0 end
local function text(value) return string.format('%.17g', value) end
local function exceeds(value, limit) return value > limit + SLACK * (limit > 1 and limit or 1) end

local function decide(units_key, rate_key, key_rate_key, asked)
  local now, meter, key, cost, asked_calls = asked[1], asked[3], asked[4], asked[5], asked[17]
  local of_key = key .. ' ' .. meter
  local fields = { '_', 'u:' .. meter, 'c:' .. meter, 'kt:' .. key, 'ku:' .. of_key, 'kc:' .. of_key, 'e', 'm' }
  local FIRST_PRICED = 9

  local priced = asked[16]
  for index = 1, #priced do
    fields[#fields + 1] = 'u:' .. priced[index][1]
    fields[#fields + 1] = 'c:' .. priced[index][1]
  end

  local held = redis.call('HMGET', units_key, unpack(fields))
  if not held[1] then return '-1' end
  if asked[15] ~= '' and held[7] ~= asked[15] then return '-2' end

  local money = held[8] and held[8] ~= '' and cjson.decode(held[8]) or nil
  local fixed = money and money.fixed or 0

  -- The units and calls that the present prices count: what is held, less what was used before they began.
  local function counted(name, units, calls)
    local off = money and money.before[name]
    if not off then return units, calls end
    return math.max(0, units - off[1]), math.max(0, calls - off[2])
  end

  -- The arrival as it stands and as it would be after this call, or nil where that is too far ahead.
  local function arrivals(name, interval, burst)
    if interval == 0 then return 0, 0 end
    local arrival = num(redis.call('GET', name))
    local following = (arrival > now and arrival or now) + interval * asked_calls
    if following - now <= burst * interval + SLACK then return arrival, following end
    return arrival, nil
  end

  local rate_interval, key_interval = asked[6], asked[8]
  local arrival, following = arrivals(rate_key, rate_interval, asked[7])
  local key_arrival, key_following = arrivals(key_rate_key, key_interval, asked[9])
  local meter_units, key_units = num(held[2]), num(held[4])
  local quota, key_quota = asked[10], asked[11]
  local spend, key_spend, credit = asked[12], asked[13], asked[14]

  local code, by_key = 0, '0'
  if following == nil then code = 1
  elseif key_following == nil then code, by_key = 1, '1'
  elseif quota >= 0 and exceeds(meter_units + cost, quota) then code = 2
  elseif key_quota >= 0 and exceeds(key_units + cost, key_quota) then code, by_key = 2, '1'
  end

  if code == 0 and #priced > 0 and (spend >= 0 or key_spend >= 0 or credit >= 0) then
    local function slack_of(value) return SLACK + value * 3e-16 end

    -- True when the window would cost more than the limit after this call; `units_of` gives units and calls of a meter.
    local function costs_more_than(limit, units_of)
      local function convert(t, quantity)
        local units = quantity
        if t[3] == 1 then units = quantity * t[4] elseif t[3] == 2 then units = quantity / t[4] end
        local scaled = units * t[6]
        if t[5] == 1 then return -math.floor(-scaled + slack_of(scaled)) / t[6] end
        if t[5] == 2 then return math.floor(scaled + slack_of(scaled)) / t[6] end
        if t[5] == 3 then return math.floor(scaled + 0.5 + slack_of(scaled)) / t[6] end
        return units
      end

      -- priceFromTable of flat-table.ts; positions are one higher here.
      local function price_of(t, quantity, events)
        local units = convert(t, math.max(0, quantity - t[2]))
        local price = 0
        if t[1] == 3 then
          local packages = units / t[10]
          price = -math.floor(-packages + slack_of(packages)) * t[13]
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

      local exact, rounded = 0, 0
      for index = 1, #priced do
        local t = priced[index][2]
        local units, calls = units_of(index)
        if priced[index][1] == meter then units, calls = units + cost, calls + asked_calls end
        local price = price_of(t, units, calls)
        exact = exact + price
        rounded = rounded + math.floor(price + 0.5 + SLACK + price * 1e-14)
      end
      return exceeds(exact, limit) or rounded > limit
    end

    local function of_customer(index)
      local place = FIRST_PRICED + 2 * (index - 1)
      return counted(priced[index][1], num(held[place]), num(held[place + 1]))
    end

    local function of_this_key(index)
      local name = key .. ' ' .. priced[index][1]
      local counters = redis.call('HMGET', units_key, 'ku:' .. name, 'kc:' .. name)
      return counted(name, num(counters[1]), num(counters[2]))
    end

    local carried = money and money.carried or 0
    local fixed_of_key = money and money.fixedByKey[key] or 0
    if spend >= 0 and costs_more_than(spend - fixed, of_customer) then code = 3
    elseif key_spend >= 0 and costs_more_than(key_spend - fixed_of_key, of_this_key) then code, by_key = 3, '1'
    elseif credit >= 0 and costs_more_than(credit - fixed - carried, of_customer) then code = 4 end
  end

  local consumes = code == 0 and asked[2] == 0
  if code == 0 then arrival, key_arrival = following, key_following end
  if consumes then meter_units, key_units = meter_units + cost, key_units + cost end
  local arrival_text = rate_interval == 0 and '0' or text(arrival)
  local key_arrival_text = key_interval == 0 and '0' or text(key_arrival)
  local meter_text, key_text = text(meter_units), text(key_units)

  local calls_text
  if consumes then
    if rate_interval > 0 then
      redis.call('SET', rate_key, arrival_text, 'PX', math.ceil(arrival - now))
    end
    if key_interval > 0 then
      redis.call('SET', key_rate_key, key_arrival_text, 'PX', math.ceil(key_arrival - now))
    end
    calls_text = text(num(held[3]) + asked_calls)
    redis.call('HSET', units_key, fields[2], meter_text, fields[3], calls_text, fields[4], key_text,
      fields[5], text(num(held[5]) + cost), fields[6], text(num(held[6]) + asked_calls))
  end

  local answer = code .. ' ' .. by_key .. ' ' .. arrival_text .. ' ' .. key_arrival_text .. ' ' .. meter_text
    .. ' ' .. key_text .. ' ' .. text(fixed)
  for index = 1, #priced do
    local units, calls = held[FIRST_PRICED + 2 * index - 2], held[FIRST_PRICED + 2 * index - 1]
    if consumes and priced[index][1] == meter then units, calls = meter_text, calls_text end
    if money then
      units, calls = counted(priced[index][1], num(units), num(calls))
      units, calls = text(units), text(calls)
    end
    answer = answer .. ' ' .. (units or '0') .. ' ' .. (calls or '0')
  end
  return answer
end

local answers = {}
for index, asked in ipairs(cjson.decode(ARGV[1])) do
  local last = 3 * index
  answers[index] = decide(KEYS[last - 2], KEYS[last - 1], KEYS[last], asked)
end
return table.concat(answers, '\n')
