package kartei.api.http;

/// What a function answers: a method, a path template, who may call it, and what happens then.
public record Route(String method, String path, Access access, Action action) {

    @FunctionalInterface
    public interface Action {
        HttpResponse answer(HttpRequest request);
    }

    public static Route get(String path, Access access, Action action) {
        return new Route("GET", path, access, action);
    }

    public static Route post(String path, Access access, Action action) {
        return new Route("POST", path, access, action);
    }

    public static Route put(String path, Access access, Action action) {
        return new Route("PUT", path, access, action);
    }

    public static Route patch(String path, Access access, Action action) {
        return new Route("PATCH", path, access, action);
    }

    public static Route delete(String path, Access access, Action action) {
        return new Route("DELETE", path, access, action);
    }

    /// What API Gateway calls it.
    public String key() {
        return method + " " + path;
    }

    /// Whether it changes nothing (RFC 9110, 9.2.1): then its reads need not wait for the check of plan and role.
    boolean isSafe() {
        return method.equals("GET");
    }
}
