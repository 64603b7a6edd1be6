namespace TrapTagger.Accounts;

/// <summary>
/// Someone who can sign in, in Identity's words. Mutable because UserManager changes it before it is saved.
/// </summary>
internal sealed class Person
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string NormalizedEmail { get; set; } = "";

    public string? PasswordHash { get; set; }

    public string SecurityStamp { get; set; } = "";

    /// <summary>May see and do everything that concerns the whole site.</summary>
    public bool SiteAdministrator { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
