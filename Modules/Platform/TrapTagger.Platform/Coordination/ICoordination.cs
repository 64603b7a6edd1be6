namespace TrapTagger.Platform.Coordination;

/// <summary>
/// What the processes of one site tell each other: that something changed, how often something was tried, what was
/// counted a moment ago. Nothing lives here that must not be lost, and nothing here fails or waits for long.
/// </summary>
public interface ICoordination
{
    /// <summary>
    /// Whether what any process publishes is heard in all of them now. While it is not, whoever follows something has
    /// to look for themselves.
    /// </summary>
    bool ReachesEveryProcess { get; }

    /// <summary>Says, after the commit, that these changed. Fails silently: who follows looks now and then.</summary>
    /// <param name="subjects">What people call the changed things by, such as "survey/12".</param>
    void Publish(IReadOnlyCollection<string> subjects);

    /// <summary>Hears from now on when the subject changes.</summary>
    Follower Follow(string subject);

    /// <summary>Counts one more, and says how many there are in this window of time.</summary>
    Task<long> CountAsync(string key, TimeSpan window);

    /// <summary>
    /// What one of the processes kept for all; null when that was too long ago, and always where they share nothing:
    /// a process keeps for itself in memory.
    /// </summary>
    Task<string?> RecallAsync(string key);

    /// <summary>Not what is longer than a million letters: that would hold up everything else.</summary>
    Task KeepAsync(string key, string value, TimeSpan lifetime);
}
