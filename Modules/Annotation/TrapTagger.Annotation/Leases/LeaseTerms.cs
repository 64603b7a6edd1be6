namespace TrapTagger.Annotation;

internal static class LeaseTerms
{
    /// <summary>Clusters that a person has on their page, so that a lost network is not noticed at once.</summary>
    internal const int Batch = 10;

    /// <summary>
    /// Three of the page's heartbeats (presence.js sends one every 30 s): one may be lost, and what a closed browser
    /// held is back within two minutes.
    /// </summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(90);
}
