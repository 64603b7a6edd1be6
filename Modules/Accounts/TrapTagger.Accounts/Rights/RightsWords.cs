using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Says where rights come from, for people who wonder.</summary>
internal static class RightsWords
{
    /// <param name="share">Null where the survey is the organisation's own.</param>
    internal static string Explain(
        Membership member, SurveyException? exception, Role? share, string organisation, string owner)
    {
        var role = $"In {organisation} your role is {RoleWords.Title(member.Role).ToLowerInvariant()}: somebody who "
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

    /// <summary>After "you may not".</summary>
    /// <param name="organisation">Null where it is about a survey.</param>
    internal static string Say(Right needed, string? organisation) => (needed, organisation) switch
    {
        (Right.Create, _) => "make surveys",
        (Right.Administer, not null) => $"decide who may do what in {organisation}",
        (Right.Administer, _) => "decide who may do what with this survey",
        (Right.Delete, _) => "delete this survey",
        (Right.Change, _) => "change this survey",
        (Right.Label, _) => "label this survey",
        _ => "see this survey",
    };

    /// <summary>Of what a role alone does not give; nothing otherwise.</summary>
    internal static string Beside(Right needed) => needed switch
    {
        Right.Create => "Making surveys is a right of its own, beside the role.",
        Right.Delete => "Deleting surveys is a right of its own, for editors and administrators.",
        _ => "",
    };

    /// <summary>Who can give what is missing.</summary>
    /// <param name="isOne">Whether the reader decides there themselves.</param>
    /// <param name="others">The other administrators' names.</param>
    internal static string Ask(string organisation, bool isOne, IReadOnlyList<string> others) => (isOne, others) switch
    {
        (true, _) => $"As administrator you give rights under People of {organisation}, also to yourself.",
        (_, []) => $"{organisation} has no administrator just now who could give it to you.",
        (_, [var one]) => $"Ask {one}, who is administrator there.",
        _ => $"Ask one of its administrators: {string.Join(", ", others)}.",
    };

    /// <summary>Whatever the reader's own organisation said, the one that shares the survey does not.</summary>
    internal static string AskOwner(string owner, Right needed, IReadOnlyList<string> others) =>
        needed is Right.Delete or Right.Administer ? $"Only {owner}, whose survey it is, does that."
        : others is [] ? $"{owner} can let your organisation do more."
        : $"{owner} can let your organisation do more: {string.Join(" or ", others)} can ask them.";

    private static string Labelling(bool may) => may ? ", and may label" : ", and may not label";
}
