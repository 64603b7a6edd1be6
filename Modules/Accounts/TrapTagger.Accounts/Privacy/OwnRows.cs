namespace TrapTagger.Accounts;

internal sealed record OwnAccountRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public bool MailWhenDone { get; init; }
    public DateTimeOffset? SecondFactorSince { get; init; }
}

internal sealed record OwnMembership
{
    public string Organisation { get; init; } = "";
    public string Role { get; init; } = "";
    public bool MayCreate { get; init; }
    public bool MayDelete { get; init; }
    public bool MayLabel { get; init; }
}

internal sealed record OwnSession
{
    public string Device { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

internal sealed record OwnDevice
{
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
}

internal sealed record OwnPasskey
{
    public string Name { get; init; } = "";
    public bool BackedUp { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed record OwnToken
{
    public string Name { get; init; } = "";
    public string Organisation { get; init; } = "";

    /// <summary>The number of the one survey that it is for; null for all.</summary>
    public long? Survey { get; init; }

    public string Scopes { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>What they wrote when they asked for an organisation.</summary>
internal sealed record OwnEnquiry
{
    public string Organisation { get; init; } = "";
    public string Name { get; init; } = "";
    public string Message { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed record OwnNotice
{
    public string Text { get; init; } = "";
    public DateTimeOffset ToldAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
}

internal sealed record OwnDecision
{
    public long Id { get; init; }
    public string Survey { get; init; } = "";
    public string AnnotationSet { get; init; } = "";
    public long ClusterId { get; init; }
    public string Kind { get; init; } = "";
    public string? Label { get; init; }
    public string? Note { get; init; }
    public DateTimeOffset DecidedAt { get; init; }
}
