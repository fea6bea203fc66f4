"""What has to hold of what SAM makes of the template, and cannot be tried on one machine: python check.py template.yaml"""

import json
import re
import sys

from transform import transformed

BARE = {"TokenIssuer": "https://login.example.com/"}
OPTIONS = BARE | {
    "AlarmTopic": "arn:aws:sns:eu-central-1:000000000000:alarms",
    "Deployment": "Canary10Percent5Minutes",
    "CorsOrigins": "https://inbox.example.com,https://other.example.com",
    "SlicesAtOnce": "20",
    "StreamAtOnce": "20",
    "DomainName": "kartei.example.com",
    "CertificateArn": "arn:aws:acm:eu-central-1:000000000000:certificate/1",
    "HostedZoneId": "Z0",
    "OwnUserPool": "true",
}
WITHOUT_TOKEN = {"/hooks/{workspace}/{channelId}/meta", "$default"}
# Actions that IAM binds to no resource (Service Authorization Reference).
ANYWHERE = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "cloudwatch:DescribeAlarms",
            "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups"}
DIMENSIONS = {"FunctionName": "AWS::Lambda::Function", "ApiId": "AWS::ApiGatewayV2::Api",
              "TableName": "AWS::DynamoDB::Table", "QueueName": "AWS::SQS::Queue", "PipeName": "AWS::Pipes::Pipe",
              "StateMachineArn": "AWS::StepFunctions::StateMachine"}
wrong = []


def expect(holds, what):
    if not holds:
        wrong.append(what)


def listed(value):
    return value if isinstance(value, list) else [value]


def referenced(node):
    """Logical ids that a node names, by Ref, Fn::GetAtt and Fn::Sub."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "Ref":
                yield value
            elif key == "Fn::GetAtt":
                yield value[0] if isinstance(value, list) else value.split(".")[0]
            elif key == "Fn::Sub":
                text, own = (value, {}) if isinstance(value, str) else (value[0], value[1])
                yield from (name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)}", text) if name not in own)
                yield from referenced(own)
            else:
                yield from referenced(value)
    elif isinstance(node, list):
        for item in node:
            yield from referenced(item)


def check(parameters, way):
    template = transformed(sys.argv[1], dict(parameters))
    resources = template["Resources"]
    of = lambda kind: {name: one["Properties"] for name, one in resources.items() if one["Type"] == kind}
    known = set(resources) | set(template["Parameters"])
    for name in set(referenced(resources)) | set(referenced(template["Outputs"])):
        expect(name in known or name.startswith("AWS::"), f"{name} is named and not there")
    expect(len(resources) <= 500, f"{len(resources)} resources; CloudFormation takes 500")

    for name, alarm in of("AWS::CloudWatch::Alarm").items():
        metrics = [alarm] if "MetricName" in alarm else [
            one["MetricStat"]["Metric"] for one in alarm["Metrics"] if "MetricStat" in one]
        for dimension in (one for metric in metrics for one in metric.get("Dimensions", [])):
            kind = DIMENSIONS.get(dimension["Name"])
            target = next(referenced(dimension["Value"]), None)
            expect(kind is None or resources[target]["Type"] == kind, f"{name}: {dimension['Name']} is {target}")

    shifted = {name for name, one in resources.items() if "CodeDeployLambdaAliasUpdate" in one.get("UpdatePolicy", {})}
    behind_http = {next(referenced(one["FunctionName"])) for one in of("AWS::Lambda::Permission").values()
                   if one["Principal"] == "apigateway.amazonaws.com"}
    expect(shifted == behind_http, f"traffic is shifted for {shifted}, and HTTP reaches {behind_http}")
    groups = of("AWS::CodeDeploy::DeploymentGroup")
    expect(len(groups) == len(shifted), f"{len(groups)} groups of deployments for {len(shifted)} functions")
    for name, group in groups.items():
        expect(group["AlarmConfiguration"]["Enabled"] and group["AlarmConfiguration"]["Alarms"], f"{name}: no alarm")
        expect("DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"], f"{name}: not taken back")
        expect("Canary10Percent5Minutes" in json.dumps(group["DeploymentConfigName"]), f"{name}: no canary")

    (api,) = of("AWS::ApiGatewayV2::Api").values()
    open_paths = {path for path, methods in api["Body"]["paths"].items() for operation in methods.values()
                  if not any("Token" in one for one in operation.get("security", []))}
    expect(open_paths == WITHOUT_TOKEN, f"no token is asked for on {open_paths}")
    cors = api["Body"]["x-amazon-apigateway-cors"]["Fn::If"]
    expect(cors[0] == "HasCors" and "Fn::Split" in cors[1]["allowOrigins"], "CORS is not by CorsOrigins")
    (stage,) = of("AWS::ApiGatewayV2::Stage").values()
    expect(set(stage["DefaultRouteSettings"]) == {"ThrottlingRateLimit", "ThrottlingBurstLimit"}, "no throttling")
    json.loads(stage["AccessLogSettings"]["Format"])

    for name, role in of("AWS::IAM::Role").items():
        expect(not role.get("ManagedPolicyArns"), f"{name} has a managed policy")
        for statement in (one for policy in role["Policies"] for one in policy["PolicyDocument"]["Statement"]):
            if "*" in listed(statement["Resource"]):
                far = set(listed(statement["Action"])) - ANYWHERE
                expect(not far, f"{name} may {far} everywhere")

    (board,) = of("AWS::CloudWatch::Dashboard").values()
    shown = json.dumps(json.loads(board["DashboardBody"]["Fn::Sub"]))
    for name in of("AWS::Lambda::Function"):
        # One that is not always there is shown by its name.
        by_name = "${AWS::StackName}" + re.sub("(?<!^)(?=[A-Z])", "-", "-" + name.removesuffix("Function")).lower().replace("--", "-")
        expect("${%s}" % name in shown or by_name in shown, f"the dashboard does not show {name}")
    print(f"what SAM makes, {way}: {len(resources)} resources")


check(BARE, "bare")
check(OPTIONS, "with all options")
for line in wrong:
    print("wrong: " + line)
sys.exit(1 if wrong else 0)
