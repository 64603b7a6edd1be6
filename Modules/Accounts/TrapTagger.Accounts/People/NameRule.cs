using System.Globalization;
using System.Text;

namespace TrapTagger.Accounts;

/// <summary>What people and organisations may be called: one line of letters that can be seen.</summary>
internal static class NameRule
{
    internal const int Longest = 80;

    private static readonly Rune[] Joiners = [new('\u200C'), new('\u200D')]; // Persian and Indian names need them

    /// <summary>As it is kept.</summary>
    internal static string Tidy(string? given) => Spelling.Compose(
        string.Join(' ', (given ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Why a name can't be used, in words for the form; null when it can.</summary>
    /// <param name="what">As in "Keep your name under 80 characters.".</param>
    internal static string? Reject(string? given, string what, string whenEmpty) => Tidy(given) switch
    {
        "" => whenEmpty,
        { Length: > Longest } => $"Keep {what} under {Longest} characters.",
        _ when given!.EnumerateRunes().Any(IsHidden) =>
            $"There are characters in {what} that can't be seen: type it again.",
        _ => null,
    };

    /// <summary>Text of several lines.</summary>
    internal static bool HoldsHidden(string text) =>
        text.EnumerateRunes().Any(r => r.Value is not ('\n' or '\r' or '\t') && IsHidden(r));

    /// <summary>Controls, marks of direction, what has no letter: with them a name looks like another one.</summary>
    private static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || (!Joiners.Contains(rune)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
