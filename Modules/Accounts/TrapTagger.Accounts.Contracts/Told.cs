namespace TrapTagger.Accounts;

/// <summary>A person should know something: raised in the transaction that makes it so.</summary>
/// <param name="Text">A sentence, of at most 400 letters.</param>
/// <param name="Href">A path of this site where they see more.</param>
public sealed record PersonTold(long Person, string Text, string? Href = null)
{
    /// <summary>Whom else the sentence names: it goes when they delete their account.</summary>
    public long? About { get; init; }
}

/// <summary>The people of an organisation should know something.</summary>
/// <param name="LeastRole">The least of the roles that it concerns: worker, hidden, read, write, admin.</param>
public sealed record OrganisationTold(long Organisation, string LeastRole, string Text, string? Href = null)
{
    /// <summary>Long work is done: whoever wants it gets this by mail, too.</summary>
    public bool IsDone { get; init; }

    /// <summary>Whom the sentence names: it goes when they delete their account.</summary>
    public long? About { get; init; }

    /// <summary>Somebody who knows, having done it.</summary>
    public long? But { get; init; }
}
