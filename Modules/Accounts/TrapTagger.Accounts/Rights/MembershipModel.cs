namespace TrapTagger.Accounts;

/// <summary>A role and what is given beside it, as a form shows them.</summary>
public sealed record MembershipModel
{
    internal Role Role { get; init; } = Role.Worker;
    public bool MayCreate { get; init; }
    public bool MayDelete { get; init; }
    public bool MayLabel { get; init; } = true;

    public string RoleTitle => RoleWords.Title(Role);

    /// <summary>As in "label, make surveys"; nothing beside the role reads as nothing.</summary>
    public string Beside => string.Join(", ", new[]
    {
        MayLabel ? "label" : null, MayCreate ? "make surveys" : null, MayDelete ? "delete surveys" : null,
    }.OfType<string>());

    internal static MembershipModel Of(Membership member) => new()
    {
        Role = member.Role, MayCreate = member.MayCreate, MayDelete = member.MayDelete, MayLabel = member.MayLabel,
    };
}
