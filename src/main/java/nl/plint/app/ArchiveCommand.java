package nl.plint.app;

import picocli.CommandLine.Command;

/** What is done to an archive as a whole. */
@Command(
        name = "archive",
        description = "Copy an archive as a whole, or verify that it holds what was written to it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ArchiveCopyCommand.class, ArchiveVerifyCommand.class})
final class ArchiveCommand {}
