using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TrapTagger.ServiceDefaults;

/// <summary>
/// <c>2026-05-03T14:03:22Z warning: message</c>, in UTC as every server of a site; an exception follows, farther in.
/// </summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    internal const string FormatterName = "line";

    private static readonly string[] Ends = ["\r\n", "\n"];

    /// <summary>What .NET writes between an exception and its cause.</summary>
    private const string Cause = " ---> ";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z '", CultureInfo.InvariantCulture));
        if (logEntry.LogLevel != LogLevel.Information)
        {
            textWriter.Write(logEntry.LogLevel.ToString().ToLowerInvariant());
            textWriter.Write(": ");
        }

        var message = OnOneLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        var isLengthy = IsLengthy(logEntry.Category, logEntry.Exception);
        textWriter.WriteLine(isLengthy ? message.Split(Cause)[0] : message);
        if (logEntry.Exception is { } exception && !isLengthy)
        {
            WriteFartherIn(exception, textWriter);
        }
    }

    /// <summary>What an exception says may be a stranger's, too: no line of it begins as one of the log's.</summary>
    private static void WriteFartherIn(Exception exception, TextWriter writer)
    {
        foreach (var line in exception.ToString().Split(Ends, StringSplitOptions.None))
        {
            writer.Write("  ");
            writer.WriteLine(OnOneLine(line));
        }
    }

    /// <summary>
    /// Quartz tells of a database that is away with pages of its own insides, at every try. The product says the same
    /// in a sentence.
    /// </summary>
    private static bool IsLengthy(string category, Exception? exception) =>
        category.StartsWith("Quartz.", StringComparison.Ordinal) && HasDatabase(exception);

    private static bool HasDatabase(Exception? exception) =>
        exception is not null && (exception is DbException || HasDatabase(exception.InnerException));

    /// <summary>A message may carry what a stranger typed: it must not start a line or steer the terminal.</summary>
    private static string OnOneLine(string message) =>
        message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)) : message;
}
