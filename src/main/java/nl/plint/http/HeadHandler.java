package nl.plint.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers HEAD as GET, to the last header, so that a client sees by it what it would get. The connection knows what was asked and
 * leaves the body out.
 */
final class HeadHandler extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(HttpMethod.HEAD.is(request.getMethod()) ? new AsGet(request) : request, response, callback);
    }

    private static final class AsGet extends Request.Wrapper {
        AsGet(Request wrapped) {
            super(wrapped);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.asString();
        }
    }
}
