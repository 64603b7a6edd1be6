using System.Globalization;
using System.Text;

namespace TrapTagger.Platform.Downloads;

/// <summary>What a downloaded file is called, from names that people typed.</summary>
public static class DownloadName
{
    /// <summary>Of all parts together: after a folder's path the name still fits where 255 is the limit.</summary>
    private const int Longest = 120;

    /// <summary>Letters that some file system or shell takes for something else.</summary>
    private const string Reserved = "<>:\"/\\|?*'`$%;&";

    /// <param name="ending">With what kind of file it is, such as "frames.csv".</param>
    public static string Of(string title, string ending)
    {
        var safe = new StringBuilder();
        var letters = title.Normalize(NormalizationForm.FormC).EnumerateRunes();
        foreach (var letter in letters.TakeWhile(_ => safe.Length < Longest))
        {
            safe.Append(IsPlain(letter) ? letter.ToString() : "-");
        }
        // A leading dot hides a file, a trailing one is cut off by Windows; a leading hyphen looks like an option.
        var name = safe.ToString().Trim(' ', '.', '-');
        return $"{(name.Length == 0 ? "unnamed" : name)} {ending}";
    }

    private static bool IsPlain(Rune letter) => letter != Rune.ReplacementChar
        && !(letter.IsBmp && Reserved.Contains((char)letter.Value))
        && Rune.GetUnicodeCategory(letter) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
