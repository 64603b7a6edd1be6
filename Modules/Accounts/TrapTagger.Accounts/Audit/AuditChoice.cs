using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Accounts;

/// <summary>Which entries somebody wants to see, as the page's address says it.</summary>
internal sealed record AuditChoice
{
    /// <summary>Who did it: an e-mail address or a name.</summary>
    public string? Person { get; init; }

    /// <summary>Its name; only site administrators may choose.</summary>
    public string? Organisation { get; init; }

    public string? Verb { get; init; }

    /// <summary>What it was done to, such as "person/12".</summary>
    public string? About { get; init; }

    /// <summary>The first day, in UTC.</summary>
    public string? From { get; init; }

    /// <summary>The last day, in UTC.</summary>
    public string? Until { get; init; }

    /// <summary>The last entry of the page before this one.</summary>
    public string? Before { get; init; }

    /// <summary>After every key.</summary>
    internal const string End = "~";

    internal DateOnly? FirstDay => Day(From);

    internal DateOnly? LastDay => Day(Until);

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
