package nl.plint.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.job.Job;
import nl.plint.job.JobStatus;
import org.jspecify.annotations.Nullable;

/** How it stands with a job, as the statusInfo of OGC API Processes. */
final class StatusInfo {
    private final Links links;

    StatusInfo(Links links) {
        this.links = links;
    }

    /** The path of a job below the root of the API. */
    static String path(Job job) {
        return "/jobs/" + job.id();
    }

    Map<String, @Nullable Object> of(Context context, Job job) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("jobID", job.id());
        info.put("type", "process");
        info.put("processID", job.type());
        info.put("title", job.title());
        info.put("status", job.status().wireName());
        info.put(
                "message",
                job.problem() == null
                        ? job.message()
                        : Problem.of(job.problem()).detail());
        info.put("progress", job.progress());
        info.put("created", job.created().toString());
        if (job.started() != null) {
            info.put("started", job.started().toString());
        }
        if (job.finished() != null) {
            info.put("finished", job.finished().toString());
        }
        info.put("updated", job.updated().toString());
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(links.link(context, "self", "application/json", "Status of the job", path(job)));
        if (job.status() == JobStatus.SUCCESSFUL) {
            all.add(links.link(context, Links.ogc("results"), "application/json", "Results", path(job) + "/results"));
        }
        info.put("links", all);
        return info;
    }

    /**
     * Shows jobs, as a page to who asks for one and else as JSON, whatever else is accepted: who waits for a table asks for its
     * job in the same words. It changes all the time, so nobody keeps it.
     */
    static void show(Context context, String title, Map<String, @Nullable Object> document) {
        context.header("Cache-Control", "no-store");
        String accept = context.header("Accept");
        boolean isPage = context.queryParam("f") == null
                ? accept != null && accept.contains("text/html")
                : Documents.isHtml(context);
        if (isPage) {
            context.html(Html.page(context, title, document, Map.of()));
        } else {
            context.result(Json.bytes(document)).contentType("application/json");
        }
    }

    /** Sends it with the status that the answer has already. It changes all the time, so nobody keeps it. */
    void send(Context context, Job job) {
        context.header("Cache-Control", "no-store");
        context.result(Json.bytes(of(context, job))).contentType("application/json");
    }
}
