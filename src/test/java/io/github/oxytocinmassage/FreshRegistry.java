package io.github.oxytocinmassage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.util.FileSystemUtils;

/**
 * The tests begin with an empty registry, whatever the run before left, and never touch the one in the working directory, from an
 * editor neither.
 */
public final class FreshRegistry implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Path folder = Path.of(System.getProperty("test.registry", "target/test-registry"));
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be emptied", e);
        }
        System.setProperty("registry.folder", folder.toString());
    }
}
