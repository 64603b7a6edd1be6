using Microsoft.AspNetCore.Mvc;

namespace TrapTagger.Accounts;

/// <summary>What somebody gives a member, as the form sends it.</summary>
internal sealed record RightsForm
{
    [FromForm] public string? Role { get; init; }
    [FromForm] public bool? MayCreate { get; init; }
    [FromForm] public bool? MayDelete { get; init; }
    [FromForm] public bool? MayLabel { get; init; }

    /// <summary>Null where the role is none that there is.</summary>
    internal Membership? Given => RoleWords.Read(Role) is { } role
        ? new()
        {
            Role = role, MayCreate = MayCreate == true, MayDelete = MayDelete == true, MayLabel = MayLabel == true,
        }
        : null;
}

/// <summary>Roles as the database spells them and as people say them.</summary>
internal static class RoleWords
{
    internal static Role? Read(string? role) =>
        Enum.TryParse<Role>(role, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    internal static string Key(Role role) => role.ToString().ToLowerInvariant();

    internal static string Title(Role role) => role switch
    {
        Role.Worker => "Annotator",
        Role.Hidden => "Guest",
        Role.Read => "Reader",
        Role.Write => "Editor",
        Role.Admin => "Administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    internal static string Meaning(Role role) => role switch
    {
        Role.Worker => "labels, and sees nothing else",
        Role.Hidden => "sees no survey but those opened to them",
        Role.Read => "sees surveys and results",
        Role.Write => "changes surveys, too",
        Role.Admin => "decides who may do what",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
