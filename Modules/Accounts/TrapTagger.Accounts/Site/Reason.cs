namespace TrapTagger.Accounts;

/// <summary>Why somebody did something that others have to live with, in their own words.</summary>
internal static class Reason
{
    internal const int Longest = 400;

    /// <param name="ask">What to say when there is none.</param>
    internal static string? Reject(string? reason, string ask) => reason?.Trim().Length switch
    {
        null or 0 => ask,
        > Longest => $"Keep the reason under {Longest} characters.",
        _ => null,
    };
}
