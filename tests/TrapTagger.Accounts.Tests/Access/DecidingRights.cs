using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts.Tests.Access;

public sealed class DecidingRights
{
    private const Right Everything = Right.See | Right.Label | Right.Change | Right.Delete;

    [Theory]
    [InlineData("worker", true, Right.Label)]
    [InlineData("worker", false, Right.None)]
    [InlineData("hidden", true, Right.Label | Right.Create)]
    [InlineData("read", false, Right.See)]
    [InlineData("read", true, Right.See | Right.Label | Right.Create)]
    [InlineData("write", false, Right.See | Right.Change)]
    [InlineData("write", true, Everything | Right.Create)]
    [InlineData("admin", false, Right.See | Right.Change | Right.Administer)]
    [InlineData("admin", true, Everything | Right.Create | Right.Administer)]
    public void a_role_and_what_is_given_beside_it(string role, bool all, Right expected) =>
        Assert.Equal(expected, RightsRule.InOrganisation(Member(role, all)));

    [Theory]
    [InlineData("hidden", "read", false, Right.See)]
    [InlineData("hidden", "write", true, Right.See | Right.Change | Right.Label)]
    [InlineData("read", "hidden", false, Right.None)]
    [InlineData("write", "read", true, Right.See | Right.Label)]
    [InlineData("admin", "hidden", false, Right.See | Right.Change | Right.Administer)]
    [InlineData("worker", "write", true, Right.None)]
    public void an_exception_holds_instead_of_the_role(string role, string exception, bool labels, Right expected) =>
        Assert.Equal(expected, RightsRule.OnOwnSurvey(
            Member(role, all: false), new() { Role = RoleWords.Read(exception)!.Value, MayLabel = labels }));

    [Theory]
    [InlineData("admin", "read", Right.See)]
    [InlineData("admin", "write", Right.See | Right.Change | Right.Label)]
    [InlineData("read", "write", Right.See | Right.Label)]
    [InlineData("read", "read", Right.See)]
    [InlineData("worker", "write", Right.Label)]
    [InlineData("worker", "read", Right.None)]
    [InlineData("hidden", "write", Right.Label)]
    public void with_a_shared_survey_nobody_may_more_than_at_home(string role, string share, Right expected) =>
        Assert.Equal(expected, RightsRule.OnSharedSurvey(
            Member(role, all: true), null, RoleWords.Read(share)!.Value));

    [Fact]
    public void who_is_no_member_may_nothing()
    {
        Assert.Equal(Right.None, RightsRule.InOrganisation(null));
        Assert.Equal(Right.None, RightsRule.OnOwnSurvey(null, new() { Role = Role.Write, MayLabel = true }));
        Assert.Equal(Right.None, RightsRule.OnSharedSurvey(null, null, Role.Write));
    }

    private static Membership Member(string role, bool all) => new()
    {
        Role = RoleWords.Read(role)!.Value, MayCreate = all, MayDelete = all, MayLabel = all,
    };
}
