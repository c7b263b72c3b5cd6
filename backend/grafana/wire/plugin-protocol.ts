/**
 * The part of Grafana's plugin protocol, version 2, that a datasource answers: names and field numbers as in proto/backend.proto of
 * grafana-plugin-sdk-go 0.281. Fields of no use here are left out; protobuf skips them.
 */
export const PLUGIN_PROTOCOL = `
syntax = "proto3";
package pluginv2;

message DataSourceInstanceSettings {
  string name = 2;
  string url = 3;
  bytes jsonData = 8;
  map<string, string> decryptedSecureJsonData = 9;
  string uid = 11;
}
message User {
  string login = 1;
  string role = 4;
}
message PluginContext {
  int64 orgId = 1;
  string pluginId = 2;
  User user = 3;
  DataSourceInstanceSettings dataSourceInstanceSettings = 5;
}

service Resource {
  rpc CallResource(CallResourceRequest) returns (stream CallResourceResponse);
}
message StringList { repeated string values = 1; }
message CallResourceRequest {
  PluginContext pluginContext = 1;
  string path = 2;
  string method = 3;
  string url = 4;
  map<string, StringList> headers = 5;
  bytes body = 6;
}
message CallResourceResponse {
  int32 code = 1;
  map<string, StringList> headers = 2;
  bytes body = 3;
}

service Data {
  rpc QueryData(QueryDataRequest) returns (QueryDataResponse);
}
message TimeRange {
  int64 fromEpochMS = 1;
  int64 toEpochMS = 2;
}
message DataQuery {
  string refId = 1;
  int64 maxDataPoints = 2;
  int64 intervalMS = 3;
  TimeRange timeRange = 4;
  bytes json = 5;
  string queryType = 6;
}
message QueryDataRequest {
  PluginContext pluginContext = 1;
  map<string, string> headers = 2;
  repeated DataQuery queries = 3;
}
message QueryDataResponse { map<string, DataResponse> responses = 1; }
message DataResponse {
  repeated bytes frames = 1;
  string error = 2;
  bytes jsonMeta = 3;
  int32 status = 4;
  string errorSource = 5;
}

service Diagnostics {
  rpc CheckHealth(CheckHealthRequest) returns (CheckHealthResponse);
  rpc CollectMetrics(CollectMetricsRequest) returns (CollectMetricsResponse);
}
message CollectMetricsRequest { PluginContext pluginContext = 1; }
message CollectMetricsResponse {
  message Payload { bytes prometheus = 1; }
  Payload metrics = 1;
}
message CheckHealthRequest {
  PluginContext pluginContext = 1;
  map<string, string> headers = 2;
}
message CheckHealthResponse {
  enum HealthStatus {
    UNKNOWN = 0;
    OK = 1;
    ERROR = 2;
  }
  HealthStatus status = 1;
  string message = 2;
  bytes jsonDetails = 3;
}

service Stream {
  rpc SubscribeStream(SubscribeStreamRequest) returns (SubscribeStreamResponse);
  rpc RunStream(RunStreamRequest) returns (stream StreamPacket);
  rpc PublishStream(PublishStreamRequest) returns (PublishStreamResponse);
}
message SubscribeStreamRequest {
  PluginContext pluginContext = 1;
  string path = 2;
  bytes data = 3;
  map<string, string> headers = 4;
}
message SubscribeStreamResponse {
  enum Status {
    OK = 0;
    NOT_FOUND = 1;
    PERMISSION_DENIED = 2;
  }
  Status status = 1;
  bytes data = 2;
}
message PublishStreamRequest {
  PluginContext pluginContext = 1;
  string path = 2;
  bytes data = 3;
}
message PublishStreamResponse {
  enum Status {
    OK = 0;
    NOT_FOUND = 1;
    PERMISSION_DENIED = 2;
  }
  Status status = 1;
  bytes data = 2;
}
message RunStreamRequest {
  PluginContext pluginContext = 1;
  string path = 2;
  bytes data = 3;
  map<string, string> headers = 4;
}
message StreamPacket { bytes data = 1; }
`;

/** HashiCorp go-plugin 1.7's own services: who starts, ends and watches a plugin. */
export const GO_PLUGIN_PROTOCOL = `
syntax = "proto3";
package plugin;

message Empty {}
service GRPCController { rpc Shutdown(Empty) returns (Empty); }

message StdioData {
  int32 channel = 1;
  bytes data = 2;
}
service GRPCStdio { rpc StreamStdio(Empty) returns (stream StdioData); }

message ConnInfo {
  uint32 service_id = 1;
  string network = 2;
  string address = 3;
}
service GRPCBroker { rpc StartStream(stream ConnInfo) returns (stream ConnInfo); }
`;

/** gRPC's health checking protocol, with which go-plugin pings the service "plugin". */
export const HEALTH_PROTOCOL = `
syntax = "proto3";
package grpc.health.v1;

message HealthCheckRequest { string service = 1; }
message HealthCheckResponse {
  enum ServingStatus {
    UNKNOWN = 0;
    SERVING = 1;
    NOT_SERVING = 2;
    SERVICE_UNKNOWN = 3;
  }
  ServingStatus status = 1;
}
service Health { rpc Check(HealthCheckRequest) returns (HealthCheckResponse); }
`;
