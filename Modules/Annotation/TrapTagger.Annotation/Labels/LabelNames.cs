using System.Globalization;
using System.Text;

namespace TrapTagger.Annotation;

/// <summary>What a label may be called and which key it may have.</summary>
internal static class LabelNames
{
    internal const int Longest = 64;

    /// <summary>
    /// A key is one digit or letter. The page's other actions keep to arrows and punctuation, so that all 36 are free
    /// for labels.
    /// </summary>
    internal const string Keys = "1234567890abcdefghijklmnopqrstuvwxyz";

    /// <summary>The name as it is kept: no space around it, one between words.</summary>
    internal static string Tidy(string? name) =>
        string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The name as it is compared.</summary>
    internal static string KeyOf(string tidyName) => tidyName.ToLowerInvariant();

    /// <summary>Why a set can't have this label, in words for the form; null when it can.</summary>
    /// <param name="tidyName">What <see cref="Tidy"/> made of it.</param>
    /// <param name="present">The set's labels.</param>
    internal static string? Reject(
        string tidyName, string? key, IReadOnlyCollection<LabelCard> present) => tidyName switch
    {
        "" => "Give the label a name.",
        { Length: > Longest } => $"Keep the name under {Longest} letters.",
        _ when tidyName.EnumerateRunes().Any(IsUnprintable) => "The name holds a letter that can't be shown.",
        _ when BuiltInLabels.All.FirstOrDefault(l => KeyOf(l.Name) == KeyOf(tidyName)) is { } builtIn =>
            $"{builtIn.Name} is there already, on key {builtIn.Hotkey}.",
        _ when present.FirstOrDefault(l => l.IsSpeciesNamed(tidyName)) is { } same =>
            $"{same.Name} is there already, on key {same.Key}.",
        _ when key is not { Length: 1 } || !Keys.Contains(key[0], StringComparison.Ordinal) =>
            "Choose a key: one digit or one small letter.",
        _ when present.FirstOrDefault(l => l.Key == key) is { } holder =>
            $"Key {key} is {holder.Name}'s. {Free(present)}",
        _ => null,
    };

    private static string Free(IReadOnlyCollection<LabelCard> present)
    {
        var free = Keys.Where(k => present.All(l => l.Key[0] != k)).ToList();
        return free.Count == 0
            ? "Every key is taken: this set can't have more labels."
            : $"Free are {string.Join(", ", free)}.";
    }

    private static bool IsUnprintable(Rune letter) => letter == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
