using TrapTagger.Platform.Html;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Admin;

/// <summary>This module's words.</summary>
internal static class Say
{
    /// <summary>"detect-frames" as people read it: "Detect frames".</summary>
    internal static string Kind(string kind) =>
        kind.Length == 0 ? "" : $"{char.ToUpperInvariant(kind[0])}{kind[1..].Replace('-', ' ')}";

    /// <summary>"survey/12" as people read it: "survey 12".</summary>
    internal static string Subject(string subject) => subject.Replace('/', ' ');

    /// <summary>"3 pieces of work".</summary>
    internal static string Jobs(long count) => Words.Count(count, "piece of work", "pieces of work");

    /// <summary>Letters of a state.</summary>
    internal static string Letters(string state) => state switch
    {
        MailState.Waiting => "Waiting",
        MailState.Sent => "Sent",
        MailState.GivenUp => "Given up",
        _ => "Not sent",
    };

    /// <summary>The name of a health check as people know the thing.</summary>
    internal static string Part(string check) => check switch
    {
        "objects" => "Object store",
        "redis" => "Redis",
        "jobs" => "Work",
        _ => Kind(check),
    };
}
