package io.github.oxytocinmassage.registry.move;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * While the registry moves no door opens, whatever else is configured: nobody can forget it. And only what the move needs is made, so
 * that no other part of the service writes into either database meanwhile.
 */
final class MoveWithClosedDoors implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (StringUtils.hasText(environment.getProperty(MoveConfiguration.FROM))) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "registry-move",
                            Map.of(
                                    "spring.main.web-application-type", "none",
                                    "spring.main.lazy-initialization", "true")));
        }
    }
}
