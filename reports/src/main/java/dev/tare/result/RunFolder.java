package dev.tare.result;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run on disk. It is whole after every call, so that a crash loses at most the trial that was
 * being written.
 *
 * <pre>
 * run.json                       {@link Run}, rewritten atomically
 * trials.jsonl                   one {@link TrialRecord} a line, without its output
 * output/TRIAL/NAME              what the trial's payloads printed
 * WORKLOAD.RUNTIME.METRIC.hlog   HdrHistogram logs of durations, written when the run has ended
 * </pre>
 */
public final class RunFolder {

  /** The file that makes a folder a run. */
  public static final String RUN = "run.json";

  static final String TRIALS = "trials.jsonl";

  private final Path path;
  private final TrialLog log;
  private final List<TrialRecord> trials;
  private final List<String> problems;
  private Run run;

  private RunFolder(
      Path path, Run run, TrialLog log, List<TrialRecord> trials, List<String> problems) {
    this.path = path;
    this.run = run;
    this.log = log;
    this.trials = new ArrayList<>(trials);
    this.problems = List.copyOf(problems);
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws RunFolderException when a run of that id is there already
   */
  public static RunFolder create(Path resultsDir, Run run) throws IOException {
    Files.createDirectories(resultsDir);
    Path path = resultsDir.resolve(run.id());
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      throw new RunFolderException(
          "%s exists already: a run is never overwritten".formatted(path), e);
    }
    DurableFile.replace(path.resolve(RUN), RunJson.write(run));
    Files.createFile(path.resolve(TRIALS));
    return new RunFolder(path, run, new TrialLog(path), List.of(), List.of());
  }

  /**
   * Reads a run, whether it has ended or not. What a crash left unfinished is told by {@link
   * #problems}.
   *
   * @throws RunFolderException when it is no run, or one that this version cannot read
   */
  public static RunFolder open(Path path) throws IOException {
    Path file = path.resolve(RUN);
    if (!Files.isRegularFile(file)) {
      throw new RunFolderException("%s is no run: it holds no %s".formatted(path, RUN));
    }
    Run run = RunJson.read(file);
    TrialLog log = new TrialLog(path);
    List<String> problems = new ArrayList<>();
    return new RunFolder(path, run, log, log.read(problems), problems);
  }

  /** Adds a trial, and returns when it is safely on disk. */
  public synchronized void append(TrialRecord trial) throws IOException {
    log.append(trial);
    trials.add(trial);
  }

  /** Replaces {@code run.json}; a run that has ended gets its histogram logs too. */
  public synchronized void update(Run changed) throws IOException {
    DurableFile.replace(path.resolve(RUN), RunJson.write(changed));
    run = changed;
    if (changed.status() != Run.Status.RUNNING) {
      HistogramLogs.write(path, trials);
    }
  }

  public Path path() {
    return path;
  }

  public synchronized Run run() {
    return run;
  }

  /** The trials so far, in the order in which they ran. */
  public synchronized List<TrialRecord> trials() {
    return List.copyOf(trials);
  }

  /** What is damaged in this folder, a sentence each; empty when it is whole. */
  public List<String> problems() {
    return problems;
  }
}
