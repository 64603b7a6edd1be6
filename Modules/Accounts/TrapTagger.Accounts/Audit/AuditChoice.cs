using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Accounts;

/// <summary>Which entries somebody wants to see, as the page's address says it.</summary>
/// <param name="Person">Who did it: an e-mail address or a name.</param>
/// <param name="Organisation">Its name; only site administrators may choose.</param>
/// <param name="About">What it was done to, such as "person/12".</param>
/// <param name="From">The first day, in UTC.</param>
/// <param name="Until">The last day, in UTC.</param>
/// <param name="Before">The last entry of the page before this one.</param>
internal sealed record AuditChoice(
    string? Person, string? Organisation, string? Verb, string? About, string? From, string? Until, string? Before)
{
    /// <summary>After every key.</summary>
    internal const string End = "~";

    internal DateOnly? FirstDay { get; } = Day(From);

    internal DateOnly? LastDay { get; } = Day(Until);

    /// <summary>Why it can't be looked for, in words for the form; null when it can.</summary>
    internal string? Reject() => this switch
    {
        { From: { Length: > 0 }, FirstDay: null } or { Until: { Length: > 0 }, LastDay: null } =>
            "Write a day as 2026-05-03: year, month, day.",
        { FirstDay: { } first, LastDay: { } last } when last < first => "The last day is before the first one.",
        _ => null,
    };

    /// <summary>The keys between which the entries lie.</summary>
    internal (string First, string End) Keys()
    {
        var end = LastDay is { } last && last < DateOnly.MaxValue ? Key(last.AddDays(1)) : End;
        var before = Before is { Length: > 0 } ? Before : End;
        return (
            FirstDay is { } first ? Key(first) : "",
            string.CompareOrdinal(before, end) < 0 ? before : end);
    }

    /// <summary>What it was done to; null when it does not matter, or nobody can tell.</summary>
    internal AuditSubject? Subject() => About?.Split('/') is [var kind, var id]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(kind, number)
            : null;

    /// <summary>The address of a page with the same choice.</summary>
    /// <param name="before">Where that page begins; null for the first one.</param>
    internal string At(string path, string? before = null) => QueryHelpers.AddQueryString(
        path,
        new Dictionary<string, string?>
        {
            ["person"] = Person, ["organisation"] = Organisation, ["verb"] = Verb, ["about"] = About, ["from"] = From,
            ["until"] = Until, ["before"] = before,
        }.Where(part => !string.IsNullOrWhiteSpace(part.Value)));

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static string Key(DateOnly day) =>
        RisingKeys.First(new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
