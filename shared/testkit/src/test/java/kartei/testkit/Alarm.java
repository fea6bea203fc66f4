package kartei.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An alarm of the template: what it measures, and by which expression where that is more than one metric.
record Alarm(String logicalId, String name, String description, String expression, List<Metric> metrics) {

    /// One metric; `id` is what the expression calls it.
    record Metric(String id, String namespace, String name, Map<String, String> dimensions) {}

    static List<Alarm> of(Deployed deployed) {
        var alarms = new ArrayList<Alarm>();
        deployed.all("AWS::CloudWatch::Alarm").forEach((id, block) -> alarms.add(of(id, block)));
        return alarms;
    }

    private static Alarm of(String logicalId, TemplateBlock block) {
        var expression = "";
        var metrics = new ArrayList<Metric>();
        if (block.has("MetricName")) {
            metrics.add(metric("", block));
        }
        for (var query : block.blocks("Metrics")) {
            expression += query.text("Expression").orElse("");
            query.block("MetricStat")
                    .ifPresent(stat -> metrics.add(metric(query.requireText("Id"), stat.requireBlock("Metric"))));
        }
        return new Alarm(logicalId, block.requireText("AlarmName"), block.requireText("AlarmDescription"), expression,
                metrics);
    }

    private static Metric metric(String id, TemplateBlock block) {
        var dimensions = new LinkedHashMap<String, String>();
        block.blocks("Dimensions")
                .forEach(dimension -> dimensions.put(dimension.requireText("Name"), dimension.requireText("Value")));
        return new Metric(id, block.requireText("Namespace"), block.requireText("MetricName"), dimensions);
    }

    /// Whether it measures this of a function.
    boolean measures(String metric, String function) {
        return metrics.stream()
                .anyMatch(one -> one.namespace().equals("AWS/Lambda") && one.name().equals(metric)
                        && function.equals(one.dimensions().get("FunctionName")));
    }

    boolean measures(String metric) {
        return metrics.stream().anyMatch(one -> one.name().equals(metric));
    }
}
