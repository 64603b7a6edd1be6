namespace TrapTagger.Accounts;

/// <summary>
/// What a member of an organisation may see and change in it, the least first; making, deleting and labelling are said
/// beside it (the original TrapTagger's roles).
/// </summary>
internal enum Role
{
    /// <summary>Labels what they are given, and sees nothing else.</summary>
    Worker,

    /// <summary>Sees no survey but those that are opened to them.</summary>
    Hidden,

    /// <summary>Sees surveys and results.</summary>
    Read,

    /// <summary>Changes them, too.</summary>
    Write,

    /// <summary>Decides who may do what.</summary>
    Admin,
}

/// <summary>A person's place in an organisation.</summary>
internal sealed record Membership
{
    public required Role Role { get; init; }
    public bool MayCreate { get; init; }
    public bool MayDelete { get; init; }
    public bool MayLabel { get; init; }
}

/// <summary>What holds for one person and one survey, whatever their role.</summary>
internal sealed record SurveyException
{
    /// <summary>Hidden, read or write.</summary>
    public required Role Role { get; init; }

    public bool MayLabel { get; init; }
}
