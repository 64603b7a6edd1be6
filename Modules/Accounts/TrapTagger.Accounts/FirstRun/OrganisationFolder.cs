namespace TrapTagger.Accounts;

/// <summary>
/// The first segment of every key of an organisation's objects: lower case, hyphens for everything else, 64 at most
/// (the original TrapTagger's rule).
/// </summary>
internal static class OrganisationFolder
{
    private const int Longest = 64;

    /// <summary>After an organisation's folder: where its renditions lie. So no folder may end like this.</summary>
    private const string Renditions = "-comp";

    internal static string Of(string name)
    {
        var letters = name.Trim().ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var folder = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return folder.Length switch { 0 => "organisation", > Longest => folder[..Longest].TrimEnd('-'), _ => folder };
    }

    /// <summary>The folder of its name, then others with a number, until the taker finds one that is free.</summary>
    internal static IEnumerable<string> For(string name)
    {
        var folder = Of(name);
        if (!folder.EndsWith(Renditions, StringComparison.Ordinal))
        {
            yield return folder;
        }
        for (var number = 2; ; number++)
        {
            var end = $"-{number}";
            yield return folder[..Math.Min(folder.Length, Longest - end.Length)].TrimEnd('-') + end;
        }
    }
}
