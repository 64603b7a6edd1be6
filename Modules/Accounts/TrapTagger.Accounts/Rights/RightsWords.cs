namespace TrapTagger.Accounts;

/// <summary>Says where rights come from, for people who wonder.</summary>
internal static class RightsWords
{
    /// <param name="share">Null where the survey is the organisation's own.</param>
    internal static string Explain(
        Membership member, SurveyException? exception, Role? share, string organisation, string owner)
    {
        var role = $"In {organisation} you are {RoleWords.Title(member.Role).ToLowerInvariant()}, who "
            + $"{RoleWords.Meaning(member.Role)}{Labelling(member.MayLabel)}.";
        var shared = share switch
        {
            null => "",
            Role.Write => $" {owner} shares this survey with it, to change and label.",
            _ => $" {owner} shares this survey with it, to see.",
        };
        var excepted = exception is null || member.Role is Role.Admin or Role.Worker
            ? ""
            : $" For this survey something else was said of you: somebody who {RoleWords.Meaning(exception.Role)}"
                + $"{Labelling(exception.MayLabel)}.";
        return role + shared + excepted;
    }

    private static string Labelling(bool may) => may ? ", and may label" : ", and may not label";
}
