package io.vigie.server.cli;

import io.vigie.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration of a server comes from. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "properties file")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one key of the configuration")
    private Map<String, String> set = new LinkedHashMap<>();

    /** The configuration, with some keys that have options of their own. */
    ServerConfig read(Path data, Map<String, String> more) {
        return ServerConfig.read(data, config, System.getenv(), overrides(more));
    }

    /** The effective values, as a properties file. */
    String print(Map<String, String> more) {
        return ServerConfig.print(config, System.getenv(), overrides(more));
    }

    private Map<String, String> overrides(Map<String, String> more) {
        Map<String, String> overrides = new LinkedHashMap<>(set);
        overrides.putAll(more);
        return overrides;
    }
}
