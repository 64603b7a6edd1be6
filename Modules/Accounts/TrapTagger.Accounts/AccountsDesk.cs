using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>What admitting a person takes, as one parameter.</summary>
internal sealed record AccountsDesk(
    Db Db, Ids Ids, FirstRunLink Link, UserManager<Person> People, Admission Admission, AuditLog Audit,
    TimeProvider Clock);
