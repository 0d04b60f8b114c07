package io.wasettings.processor.validation.url;

class FakeResolverTest extends HostResolverContract {

    @Override
    HostResolver resolver() {
        return new FakeResolver()
                .answering(DUAL, "192.0.2.1", "2001:db8::1", "192.0.2.2")
                .answering(ONLY_IPV6, "2001:db8::6")
                .answering(MAPPED, "::ffff:192.0.2.3")
                .failing(FAILING);
    }
}
