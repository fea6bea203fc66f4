package kartei.function.attributeadmin;

import java.util.List;
import java.util.TreeSet;

import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// Every method and path of the API, whichever function answers it: so that what no route takes is told apart by whether
/// its path is one. A test compares the list with `template.yaml`.
final class ApiPaths {
    static final List<String> ROUTES = List.of("GET /v1/workspace", "PATCH /v1/workspace", "GET /v1/attributes",
            "POST /v1/attributes", "GET /v1/attributes/{key}", "PATCH /v1/attributes/{key}",
            "DELETE /v1/attributes/{key}", "PUT /v1/attributes/{key}/position", "PUT /v1/attributes/order",
            "GET /v1/settings/matching", "PUT /v1/settings/matching", "POST /v1/settings/matching/preview",
            "GET /v1/settings/matching/too-common", "GET /v1/jobs/{id}", "POST /v1/messages", "GET /v1/channels",
            "PUT /v1/channels/{id}", "GET /hooks/{workspace}/{channelId}/meta",
            "POST /hooks/{workspace}/{channelId}/meta", "GET /v1/conversations", "GET /v1/conversations/{id}",
            "GET /v1/conversations/{id}/messages", "POST /v1/conversations/{id}/messages",
            "PUT /v1/conversations/{id}/status", "PUT /v1/conversations/{id}/topics", "PUT /v1/conversations/{id}/team",
            "GET /v1/contacts", "GET /v1/contacts/{id}", "PATCH /v1/contacts/{id}/attributes",
            "PUT /v1/contacts/{id}/vip", "GET /v1/contacts/{id}/history", "GET /v1/contacts/{id}/links",
            "PUT /v1/contacts/{id}/not-same/{otherId}", "DELETE /v1/contacts/{id}/not-same/{otherId}",
            "GET /v1/contacts/{id}/changes", "GET /v1/contacts/{id}/attachments/{attachmentId}",
            "GET /v1/contact-groups", "POST /v1/contact-groups", "POST /v1/contact-groups/preview",
            "GET /v1/contact-groups/{key}", "PUT /v1/contact-groups/{key}", "DELETE /v1/contact-groups/{key}",
            "GET /v1/prioritization", "PUT /v1/prioritization", "GET /v1/routing", "PUT /v1/routing", "GET /v1/teams",
            "POST /v1/teams", "DELETE /v1/teams/{key}", "POST /v1/maintenance/reconcile",
            "GET /v1/conversations/{id}/why", "GET /v1/contacts/{id}/groups/{key}/why", "GET /v1/exports",
            "POST /v1/exports", "GET /v1/exports/{id}", "DELETE /v1/exports/{id}", "GET /v1/exports/{id}/file",
            "GET /v1/exports/{id}/schema", "GET /v1/export-schedules", "POST /v1/export-schedules",
            "GET /v1/export-schedules/{id}", "PUT /v1/export-schedules/{id}", "DELETE /v1/export-schedules/{id}",
            "POST /v1/imports", "GET /v1/imports/{id}", "POST /v1/imports/{id}/start", "GET /v1/imports/{id}/rejects",
            "GET /v1/settings/privacy", "PUT /v1/settings/privacy", "GET /v1/contacts/{id}/erasure-preview",
            "POST /v1/contacts/{id}/erasure", "GET /v1/deleted-contacts", "GET /v1/deleted-contacts/signing-key",
            "GET /v1/deleted-contacts/{erasureId}", "POST /v1/maintenance/replay-erasures",
            "POST /v1/contacts/{id}/access-bundle", "GET /v1/access-bundles/{id}", "GET /v1/access-bundles/{id}/file");

    private ApiPaths() {}

    /// Why no route took it: 405 where the path takes other methods, else 404.
    static Rejected refusal(String path) {
        var allowed = new TreeSet<String>();
        for (var route : ROUTES) {
            var parts = route.split(" ", 2);
            if (matches(parts[1].split("/", -1), path.split("/", -1))) {
                allowed.add(parts[0]);
            }
        }
        return allowed.isEmpty() ? Rejected.notFound()
                : new Rejected(new Rejection.MethodNotAllowed(List.copyOf(allowed)));
    }

    private static boolean matches(String[] template, String[] path) {
        if (template.length != path.length) {
            return false;
        }
        for (int i = 0; i < path.length; i++) {
            var fits = template[i].startsWith("{") ? !path[i].isEmpty() : template[i].equals(path[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
