-- Adds signed units to a loaded window, loads one, or sets by what its money is counted.
--
-- KEYS[1] units of the window (hash, see decide.lua)
-- ARGV[1] mode: "follow" only where loaded and the commit is not in the snapshot it was loaded from,
--               "release" only where loaded, "seed" only where not loaded, "money" only where loaded
--     [2] follow: the commit's transaction id; seed: the snapshot "xmin:xmax:xip,xip"; money: the epoch
--     [3] ttl (ms)   [4…] for each use: meter, key, units, calls; money: its detail as JSON (see decide.lua)
-- Returns 1 when it was applied, else 0.
local mode = ARGV[1]
local snapshot = redis.call('HGET', KEYS[1], '_')

if mode == 'money' then
  if not snapshot then return 0 end
  redis.call('HSET', KEYS[1], 'e', ARGV[2], 'm', ARGV[4])
  return 1
end

if mode == 'seed' then
  if snapshot then return 0 end
  redis.call('HSET', KEYS[1], '_', ARGV[2])
else
  if not snapshot then return 0 end
  if mode == 'follow' then
    local xmax, running = string.match(snapshot, '^%d+:(%d+):(.*)$')
    if tonumber(ARGV[2]) < tonumber(xmax) and not string.find(',' .. running .. ',', ',' .. ARGV[2] .. ',', 1, true) then
      return 0
    end
  end
end

local function bump(field, units)
  local value = (tonumber(redis.call('HGET', KEYS[1], field) or '0') or 0) + tonumber(units)
  redis.call('HSET', KEYS[1], field, string.format('%.17g', value))
end

for index = 4, #ARGV, 4 do
  local meter, key, units, calls = ARGV[index], ARGV[index + 1], ARGV[index + 2], ARGV[index + 3]
  bump('u:' .. meter, units)
  bump('kt:' .. key, units)
  bump('ku:' .. key .. ' ' .. meter, units)
  redis.call('HINCRBY', KEYS[1], 'c:' .. meter, calls)
  redis.call('HINCRBY', KEYS[1], 'kc:' .. key .. ' ' .. meter, calls)
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
