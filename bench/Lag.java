import module java.base;
import module java.net.http;

/// Calls a running system as `bench/lag` says.
HttpClient client = HttpClient.newHttpClient();
String url;

void main(String[] arguments) throws Exception {
    url = arguments[0];
    var made = call("POST", "/v1/messages", System.getenv("CONNECTOR"), """
            {"channel": {"id": "bench-wa", "medium": "whatsapp", "name": "Bench"}, "sender": {"userId": "4915112345678"},
            "message": {"id": "1", "at": "%s", "text": "Hi"}}""".formatted(Instant.now()));
    call("PUT", "/v1/prioritization", System.getenv("ADMIN"), "{\"rules\": [{\"group\": \"vip\"}]}");
    var contact = "/v1/contacts/" + text(made, "contactId") + "/vip";
    var conversation = "/v1/conversations/" + text(made, "conversationId");
    var warm = 50;
    var lags = new ArrayList<Double>();
    var looks = 0;
    for (int round = 0; round < warm + Integer.parseInt(arguments[1]); round++) {
        var vip = round % 2 == 0;
        call("PUT", contact, System.getenv("ADMIN"), "{\"vip\": " + vip + "}");
        var from = System.nanoTime();
        var score = "\"score\":" + (vip ? 1 : 0);
        for (looks++; !call("GET", conversation, System.getenv("ADMIN"), "").replace(" ", "").contains(score); looks++) {}
        if (round >= warm) {
            lags.add((System.nanoTime() - from) / 1e6);
        }
    }
    Collections.sort(lags);
    IO.println("%d changes: p50 %.0f ms, p99 %.0f ms, at most %.0f ms; looked %.1f times for each".formatted(lags.size(),
            at(lags, 0.50), at(lags, 0.99), lags.getLast(), (double) looks / (warm + lags.size())));
}

double at(List<Double> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
}

String text(String json, String name) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) {
        throw new IllegalStateException("no " + name + " in " + json);
    }
    return found.group(1);
}

String call(String method, String path, String token, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url + path))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
}
