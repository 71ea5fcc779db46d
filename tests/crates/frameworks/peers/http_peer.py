"""A client of HTTP: httpx. It reads exchanges as lines of JSON, and prints each response as a line of JSON.

    http_peer.py <address>
"""

import json
import sys

import httpx


def chunks(text):
    data = text.encode()
    for start in range(0, len(data), 7):
        yield data[start : start + 7]


def exchange(client, wanted):
    body = wanted["body"]
    content = chunks(body) if wanted["chunked"] else body.encode()
    # Each header that httpx adds by itself is replaced, so that all clients send the same request.
    headers = {"accept-encoding": "identity", "accept": "*/*", **dict(wanted["headers"])}
    response = client.request(wanted["method"], wanted["path"], headers=headers, content=content)
    # The text is what is left when the transfer coding and the content coding are undone.
    return {"status": response.status_code, "headers": response.headers.multi_items(), "body": response.text}


# One connection for all, so that a response that is longer or shorter than it says would spoil the next one.
limits = httpx.Limits(max_connections=1)
with httpx.Client(base_url=sys.argv[1], limits=limits, timeout=10, trust_env=False) as client:
    for line in sys.stdin:
        print(json.dumps(exchange(client, json.loads(line))), flush=True)
