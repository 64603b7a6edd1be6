namespace TrapTagger.Accounts;

/// <summary>
/// Passwords that were found in breaches and are long enough to be chosen: the first that strangers try.
/// </summary>
internal static class CommonPasswords
{
    private static readonly Lazy<HashSet<string>> All = new(Load);

    internal static int Count => All.Value.Count;

    internal static bool Contains(string password) => All.Value.Contains(password.ToLowerInvariant());

    private static HashSet<string> Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')];
    }
}
