package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlineProcessorTest {

    private static final @Nullable SocketWrapperBase<?> NO_SOCKET = null;

    private final Container container = new Container();
    private final DeadlineProcessor processor = new DeadlineProcessor(new DeadlineProtocol(), container);

    @Test
    void bytes_that_come_just_before_the_answer_go_on_with_it() throws IOException {
        begin();
        container.onFirstLook = this::answerOnAnotherThread;

        processor.process(NO_SOCKET, SocketEvent.OPEN_READ);

        assertThat(container.answersToSend).containsExactly(false, true);
    }

    @Test
    void bytes_that_come_just_after_the_answer_go_on_with_it() throws IOException {
        begin();
        answerOnAnotherThread();

        processor.process(NO_SOCKET, SocketEvent.OPEN_READ);

        assertThat(container.answersToSend).containsExactly(true);
    }

    @Test
    void bytes_that_come_after_the_connection_has_failed_are_passed_on() throws IOException {
        begin();
        processor.action(ActionCode.ASYNC_ERROR, null);

        processor.process(NO_SOCKET, SocketEvent.OPEN_READ);

        assertThat(container.answersToSend).containsExactly(false);
    }

    /** A request that waits for its answer. */
    private void begin() throws IOException {
        processor.action(ActionCode.ASYNC_START, new AnyContext());
        processor.asyncPostProcess();
    }

    private void answerOnAnotherThread() {
        CompletableFuture.runAsync(() -> processor.action(ActionCode.ASYNC_DISPATCH, null))
                .join();
    }

    /** Sends an answer if it is told that there is one, as Tomcat's does. */
    private static final class Container extends AnyAdapter {

        private final List<Boolean> answersToSend = new ArrayList<>();
        private Runnable onFirstLook = () -> {};

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) {
            boolean answered = is(ActionCode.ASYNC_IS_DISPATCHING, request);
            answersToSend.add(answered);
            if (answered) {
                request.action(ActionCode.ASYNC_DISPATCHED, null);
            } else if (answersToSend.size() == 1) {
                onFirstLook.run();
            }
            // Otherwise the connection is closed.
            return !answered && !is(ActionCode.ASYNC_IS_ERROR, request);
        }

        private static boolean is(ActionCode question, Request request) {
            AtomicBoolean answer = new AtomicBoolean();
            request.action(question, answer);
            return answer.get();
        }
    }

    private static final class AnyContext implements AsyncContextCallback {

        @Override
        public void fireOnComplete() {}

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public void incrementInProgressAsyncCount() {}

        @Override
        public void decrementInProgressAsyncCount() {}
    }
}
