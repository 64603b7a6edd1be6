namespace TrapTagger.Accounts;

/// <summary>
/// The first segment of every key of an organisation's objects: lower case, hyphens for everything else, 64 at most
/// (the original TrapTagger's rule).
/// </summary>
internal static class OrganisationFolder
{
    internal static string Of(string name)
    {
        var letters = name.Trim().ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var folder = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return folder.Length switch { 0 => "organisation", > 64 => folder[..64].TrimEnd('-'), _ => folder };
    }
}
