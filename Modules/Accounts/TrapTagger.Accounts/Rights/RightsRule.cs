using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Who may do what: the one place that decides.</summary>
internal static class RightsRule
{
    /// <summary>In an organisation, whatever of it.</summary>
    internal static Right InOrganisation(Membership? member) => member is null
        ? Right.None
        : OfRole(member.Role)
            | When(member.MayLabel, Right.Label)
            | When(member.MayDelete && member.Role >= Role.Write, Right.Delete)
            | When(member.MayCreate && member.Role >= Role.Hidden, Right.Create)
            | When(member.Role == Role.Admin, Right.Administer);

    /// <summary>With a survey of the organisation itself.</summary>
    /// <param name="exception">Counts instead of the role, but never for administrators and workers.</param>
    internal static Right OnOwnSurvey(Membership? member, SurveyException? exception)
    {
        if (member is null)
        {
            return Right.None;
        }
        if (exception is not null && member.Role is not (Role.Admin or Role.Worker))
        {
            member = member with { Role = exception.Role, MayLabel = exception.MayLabel };
        }
        return InOrganisation(member) & ~Right.Create;
    }

    /// <summary>
    /// With a survey that another organisation shares at <paramref name="share"/>: no more than that, no more than with
    /// one of their own; labelling changes it, and deleting and sharing it are its owner's alone.
    /// </summary>
    internal static Right OnSharedSurvey(Membership? member, SurveyException? exception, Role share) =>
        OnOwnSurvey(member, exception) & OfShare(share);

    /// <summary>What sharing lets through, whatever somebody's role.</summary>
    internal static Right OfShare(Role share) =>
        share == Role.Write ? Right.See | Right.Change | Right.Label : Right.See;

    private static Right OfRole(Role role) =>
        When(role >= Role.Read, Right.See) | When(role >= Role.Write, Right.Change);

    private static Right When(bool holds, Right right) => holds ? right : Right.None;
}
