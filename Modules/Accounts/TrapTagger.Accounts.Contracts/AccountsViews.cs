namespace TrapTagger.Accounts;

/// <summary>What other modules may read of people and organisations, in their own statements.</summary>
public static class AccountsViews
{
    /// <summary>id, name.</summary>
    public const string Person = "accounts_person";

    /// <summary>id, name, folder (the first segment of its objects' keys).</summary>
    public const string Organisation = "accounts_organisation";

    /// <summary>id, most_files, most_bytes: how much an organisation may have, null for any amount.</summary>
    public const string OrganisationLimit = "accounts_organisation_limit";
}
