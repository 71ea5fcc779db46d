-- A load for wrk: three kinds of requests in turn. Each has a request id of its own, which comes back once, in the response that
-- belongs to its kind.

local threads = {}
local problem = "application/problem+json"
local kinds = {
  l = { path = "/locked", status = 409, media_type = "application/json", text = '"code":"order_locked"' },
  n = { path = "/nothing", status = 404, media_type = "application/json", text = '"code":"no_route"' },
  p = { path = "/locked", status = 409, media_type = problem, text = '"name":"ORDER_LOCKED"', accept = problem },
}
local order = { "l", "n", "p" }

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init()
  sent, received, wrong, example = 0, 0, 0, ""
  open = {}
end

function request()
  local name = order[sent % #order + 1]
  local kind = kinds[name]
  local id = name .. number .. "-" .. sent
  sent = sent + 1
  open[id] = true
  return wrk.format("GET", kind.path, { ["x-request-id"] = id, ["accept"] = kind.accept or "*/*" })
end

local function is_valid(status, headers, body)
  local id = body:match('"request_id":"([^"]+)"')
  if not id or not open[id] then return false end
  open[id] = nil
  local kind = kinds[id:sub(1, 1)]
  return status == kind.status and headers["content-type"] == kind.media_type and body:find(kind.text, 1, true) ~= nil
    and tonumber(headers["content-length"]) == #body
end

function response(status, headers, body)
  received = received + 1
  local lower = {}
  for name, value in pairs(headers) do lower[name:lower()] = value end
  if not is_valid(status, lower, body) then
    wrong = wrong + 1
    example = status .. " " .. body:sub(1, 200):gsub("[%c\"\\]", " ")
  end
end

function done(summary)
  local total = { sent = 0, received = 0, wrong = 0 }
  local shown = ""
  for _, thread in ipairs(threads) do
    for name in pairs(total) do total[name] = total[name] + thread:get(name) end
    if thread:get("example") ~= "" then shown = thread:get("example") end
  end
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  local format = '\n{"sent":%d,"received":%d,"wrong":%d,"lost":%d,"example":"%s"}\n'
  io.write(format:format(total.sent, total.received, total.wrong, lost, shown))
end
