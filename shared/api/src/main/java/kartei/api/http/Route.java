package kartei.api.http;

/// What a function answers: a method, a path template, who may call it, and what happens then.
public record Route(String method, String path, Access access, Start start) {
    private static final String DEFAULT = "$default";

    @FunctionalInterface
    public interface Action {
        HttpResponse answer(HttpRequest request);
    }

    /// Runs while plan and role are being checked, so that its reads cost no time of their own. It must not write; the action
    /// that it returns may, and runs when the check has let the caller through.
    @FunctionalInterface
    public interface Start {
        Action read(HttpRequest request);
    }

    /// Changes nothing (RFC 9110, 9.2.1): all of it runs beside the check of plan and role.
    public static Route get(String path, Access access, Action action) {
        return readingFirst("GET", path, access, request -> {
            var answer = action.answer(request);
            return _ -> answer;
        });
    }

    public static Route post(String path, Access access, Action action) {
        return readingFirst("POST", path, access, _ -> action);
    }

    public static Route put(String path, Access access, Action action) {
        return readingFirst("PUT", path, access, _ -> action);
    }

    public static Route patch(String path, Access access, Action action) {
        return readingFirst("PATCH", path, access, _ -> action);
    }

    public static Route delete(String path, Access access, Action action) {
        return readingFirst("DELETE", path, access, _ -> action);
    }

    /// A route that reads what its path names beside the check of plan and role, and writes after it.
    public static Route readingFirst(String method, String path, Access access, Start start) {
        return new Route(method, path, access, start);
    }

    /// Takes what no other route takes, from anybody.
    public static Route otherwise(Action action) {
        return readingFirst(DEFAULT, "", Access.withoutToken(), _ -> action);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    /// What API Gateway calls it.
    public String key() {
        return method.equals(DEFAULT) ? DEFAULT : method + " " + path;
    }
}
