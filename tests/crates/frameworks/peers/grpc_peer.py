"""A peer of gRPC: grpcio with the rich statuses of google.rpc.

    grpc_peer.py read <address> <count>   calls a server, and prints the status of each call as a line of JSON
    grpc_peer.py serve                    prints its port, and answers with a status until its input ends
"""

import json
import sys
from concurrent import futures

import grpc
from google.protobuf import any_pb2, duration_pb2, json_format
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status

METHOD = "/grpc.health.v1.Health/Check"


def same(message):
    return message


def read(address, count):
    with grpc.insecure_channel(address) as channel:
        call = channel.unary_unary(METHOD, request_serializer=same, response_deserializer=same)
        for _ in range(count):
            try:
                call(b"", metadata=[("x-request-id", "req-py")], timeout=10)
                print(json.dumps({"code": "OK"}))
            except grpc.RpcError as error:
                print(json.dumps(describe(error)))


def describe(error):
    status = rpc_status.from_call(error)
    details = {}
    for detail in status.details if status else []:
        name = detail.type_url.rpartition(".")[2]
        message = getattr(error_details_pb2, name)()
        assert detail.Unpack(message), name
        details[name] = json_format.MessageToDict(message)
    return {"code": error.code().name, "message": error.details(), "details": details}


def packed(message):
    detail = any_pb2.Any()
    detail.Pack(message)
    return detail


def exists():
    info = error_details_pb2.ErrorInfo(reason="TOPIC_EXISTS", domain="topics.example.com", metadata={"project": "p"})
    return status_pb2.Status(code=code_pb2.ALREADY_EXISTS, message="The topic a ✓ exists", details=[packed(info)])


def quota():
    info = error_details_pb2.ErrorInfo(
        reason="QUOTA_EXCEEDED", domain="topics.example.com", metadata={"quotaLimit": "60"}
    )
    delay = duration_pb2.Duration(seconds=2, nanos=500_000_000)
    violation = error_details_pb2.BadRequest.FieldViolation(field="topic.name", description="too long")
    details = [
        error_details_pb2.RetryInfo(retry_delay=delay),
        info,
        error_details_pb2.RequestInfo(request_id="req-9"),
        error_details_pb2.BadRequest(field_violations=[violation]),
        error_details_pb2.DebugInfo(detail="of no interest"),
    ]
    details = [packed(detail) for detail in details]
    return status_pb2.Status(code=code_pb2.RESOURCE_EXHAUSTED, message="Quota exceeded", details=details)


def plain():
    return status_pb2.Status(code=code_pb2.UNAVAILABLE, message="Replica r1 lags")


def serve():
    statuses = iter([exists(), quota(), plain()])

    def check(_request, context):
        context.abort_with_status(rpc_status.to_status(next(statuses)))

    handler = grpc.unary_unary_rpc_method_handler(check, request_deserializer=same, response_serializer=same)
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=1))
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": handler})])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(None)


if sys.argv[1] == "read":
    read(sys.argv[2], int(sys.argv[3]))
else:
    serve()
