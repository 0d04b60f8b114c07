package io.wasettings.processor.replay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param takeOver whether this process looks after replays that others left behind */
@ConfigurationProperties("wa.settings.processor.replay")
record ReplayProperties(@DefaultValue("true") boolean takeOver) {}
