package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Alarms cannot ring on one machine: that each measures something that there is, and that nothing goes unwatched, is read out
/// of the template.
class AlarmsTest {
    private static final Pattern METRIC_OF_THE_CODE = Pattern.compile("addMetric\\(\"(\\w+)\"");
    private static final Pattern WORD = Pattern.compile("[a-z]\\w*");

    static List<Deployed> ways() {
        return List.of(Deployed.bare(), Deployed.withOptions());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyAlarmMeasuresSomethingThatThereIs(Deployed deployed) throws IOException {
        var told = told();
        var counted = deployed.all("AWS::Logs::MetricFilter")
                .values()
                .stream()
                .flatMap(filter -> filter.blocks("MetricTransformations").stream())
                .map(transformation -> transformation.requireText("MetricName"))
                .toList();
        for (var alarm : Alarm.of(deployed)) {
            for (var metric : alarm.metrics()) {
                metric.dimensions()
                        .forEach((name, value) -> assertThat(valuesOf(name, deployed))
                                .as(alarm.logicalId() + ": " + name)
                                .contains(value));
                if (metric.namespace().equals("kartei")) {
                    assertThat(metric.dimensions().isEmpty() ? counted : told).as(alarm.logicalId())
                            .contains(metric.name());
                }
            }
        }
    }

    private static Set<String> valuesOf(String dimension, Deployed deployed) {
        return switch (dimension) {
            case "FunctionName" -> deployed.ids("AWS::Serverless::Function");
            case "ApiId" -> deployed.ids("AWS::Serverless::HttpApi");
            case "TableName" -> deployed.ids("AWS::DynamoDB::Table");
            case "GlobalSecondaryIndexName" ->
                deployed.template().table().indexes().stream().map(Template.Index::name).collect(Collectors.toSet());
            case "QueueName" -> deployed.ids("AWS::SQS::Queue");
            case "PipeName" -> deployed.ids("AWS::Pipes::Pipe");
            case "StateMachineArn" -> deployed.template()
                    .stateMachines()
                    .stream()
                    .map(Template.StateMachine::arn)
                    .collect(Collectors.toSet());
            case "Service" -> Set.of("local");
            case String other -> throw new AssertionError("no dimension " + other);
        };
    }

    /// The metrics that functions tell, by their code; they are written with the stack's name as their service.
    private static List<String> told() throws IOException {
        var gauges = Files.readString(Path.of("../api/src/main/java/kartei/api/job/JobGauges.java"));
        assertThat(Files.readString(Deployed.FILE)).contains("POWERTOOLS_SERVICE_NAME: !Ref AWS::StackName",
                "POWERTOOLS_METRICS_NAMESPACE: kartei\n");
        return METRIC_OF_THE_CODE.matcher(gauges).results().map(metric -> metric.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anExpressionIsOverItsOwnMetricsAndAtMostTen(Deployed deployed) {
        for (var alarm : Alarm.of(deployed)) {
            if (!alarm.expression().isEmpty()) {
                var used = WORD.matcher(alarm.expression()).results().map(MatchResult::group).distinct().toList();
                assertThat(used).as(alarm.logicalId())
                        .containsExactlyInAnyOrderElementsOf(alarm.metrics().stream().map(Alarm.Metric::id).toList())
                        .hasSizeLessThanOrEqualTo(10);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatGoesWrongInAFunctionRingsForEachOfThem(Deployed deployed) {
        var alarms = Alarm.of(deployed);
        var ofJobs = deployed.template().stateMachines().getFirst().definition();
        for (var function : deployed.template().functions()) {
            var rings = ofJobs.contains(function.aliasArn())
                    ? alarms.stream().anyMatch(alarm -> alarm.measures("ExecutionsFailed"))
                    : alarms.stream().anyMatch(alarm -> alarm.measures("Errors", function.logicalId()));
            assertThat(rings).as(function.logicalId() + " has an alarm").isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aFunctionThatAnswersForItsDefectsHasThemCountedInItsLog(Deployed deployed) {
        var filters = deployed.all("AWS::Logs::MetricFilter");
        var quiet = deployed.template()
                .functions()
                .stream()
                .filter(function -> !function.routes().isEmpty() || !function.streams().isEmpty());

        assertThat(quiet.map(function -> logOf(deployed, function.logicalId())).toList())
                .containsExactlyInAnyOrderElementsOf(
                        filters.values().stream().map(filter -> filter.requireText("LogGroupName")).toList());
    }

    private static String logOf(Deployed deployed, String function) {
        return deployed.one("AWS::Serverless::Function", function)
                .requireBlock("LoggingConfig")
                .requireText("LogGroup");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void answersThatAreSlowOrTurnedAwayRingForEveryHttpFunction(Deployed deployed) {
        var alarms = Alarm.of(deployed);
        for (var function : deployed.httpFunctions()) {
            for (var metric : List.of("Duration", "Throttles")) {
                assertThat(alarms).as(metric + " of " + function.logicalId())
                        .anyMatch(alarm -> alarm.measures(metric, function.logicalId()));
            }
        }
    }

    @Test
    void whatElseCanStopRings() {
        var alarms = Alarm.of(Deployed.bare());

        for (var metric : List.of("5xx", "IteratorAge", "ApproximateNumberOfMessagesVisible", "ExecutionsFailed",
                "StuckJobs", "StuckErasures", "OldestErasure", "ExecutionFailed", "WriteThrottleEvents")) {
            assertThat(alarms).as(metric).anyMatch(alarm -> alarm.measures(metric));
        }
    }

    @Test
    void anErasureRingsAfterTwentyFourHoursAndAlsoWhenNobodyLooks() {
        var old = Deployed.bare().one("AWS::CloudWatch::Alarm", "ErasureOld");

        assertThat(old.requireText("MetricName")).isEqualTo("OldestErasure");
        assertThat(old.requireNumber("Threshold")).isEqualTo(24 * 60 * 60);
        assertThat(old.requireText("TreatMissingData")).isEqualTo("breaching");
    }

    @Test
    void anAlarmGoesToTheTopicThatWasGivenOrToNone() {
        assertThat(Deployed.bare().all("AWS::CloudWatch::Alarm"))
                .allSatisfy((id, alarm) -> assertThat(alarm.has("AlarmActions")).as(id).isFalse());
        assertThat(Deployed.withOptions().all("AWS::CloudWatch::Alarm"))
                .allSatisfy((id, alarm) -> assertThat(alarm.texts("AlarmActions")).as(id)
                        .containsExactly("arn:aws:sns:eu-central-1:000000000000:alarms"));
    }

    /// The page says of each what it means and what to do, under the name without the stack's.
    @Test
    void thePageAndTheTemplateHaveTheSameAlarms() throws IOException {
        var page = Files.readString(Path.of("../../docs/alarms.md"));
        var rows = Pattern.compile("(?m)^\\| ((?:`[a-z-]+`(?:, )?)+) \\|").matcher(page).results();
        var onThePage = rows.flatMap(row -> Arrays.stream(row.group(1).split(", ")))
                .map(name -> "local-" + name.replace("`", ""))
                .toList();

        assertThat(onThePage).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Alarm.of(Deployed.withOptions()).stream().map(Alarm::name), Stream.of()).toList());
        assertThat(Alarm.of(Deployed.withOptions()))
                .allSatisfy(alarm -> assertThat(alarm.description()).endsWith("(docs/alarms.md)"));
    }
}
