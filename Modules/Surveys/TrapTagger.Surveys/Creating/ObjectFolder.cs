namespace TrapTagger.Surveys;

/// <summary>
/// The second segment of the keys of a survey's objects: its first name in letters that every file system takes, and
/// its number, so that no two are alike and a later name changes nothing.
/// </summary>
internal static class ObjectFolder
{
    private const int MostLetters = 48;

    internal static string Of(string name, long id)
    {
        var letters = name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var words = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        var stem = words.Length > MostLetters ? words[..MostLetters].TrimEnd('-') : words;
        return stem.Length == 0 ? $"survey-{id}" : $"{stem}-{id}";
    }
}
