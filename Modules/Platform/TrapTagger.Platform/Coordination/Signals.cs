namespace TrapTagger.Platform.Coordination;

/// <summary>Who in this process follows what.</summary>
internal sealed class Signals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<Follower>> _followers = [];

    internal Follower Follow(string subject)
    {
        var follower = new Follower(subject, Leave);
        lock (_lock)
        {
            if (!_followers.TryGetValue(subject, out var all))
            {
                _followers[subject] = all = [];
            }
            all.Add(follower);
        }
        return follower;
    }

    internal void Raise(IEnumerable<string> subjects)
    {
        lock (_lock)
        {
            foreach (var follower in subjects.SelectMany(s => _followers.GetValueOrDefault(s) ?? []))
            {
                follower.Raise();
            }
        }
    }

    /// <summary>Everybody looks: changes may have gone unheard.</summary>
    internal void RaiseAll()
    {
        lock (_lock)
        {
            foreach (var follower in _followers.Values.SelectMany(all => all))
            {
                follower.Raise();
            }
        }
    }

    private void Leave(Follower follower)
    {
        lock (_lock)
        {
            if (_followers.TryGetValue(follower.Subject, out var all) && all.Remove(follower) && all.Count == 0)
            {
                _followers.Remove(follower.Subject);
            }
        }
    }
}
