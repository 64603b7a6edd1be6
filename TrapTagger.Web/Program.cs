using Carter;
using TrapTagger.Accounts;
using TrapTagger.Admin;
using TrapTagger.Annotation;
using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Maintenance;
using TrapTagger.Results;
using TrapTagger.ServiceDefaults;
using TrapTagger.Surveys;
using TrapTagger.Web.Errors;

UnusableSettingException.EndProgramWithSentence();

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRazorComponents();
builder.Services.AddForms();
builder.Services.AddProxies(builder.Configuration);
builder.Services.AddCarter(configurator: doors => doors
    .WithModule<PlatformModule>()
    .WithModule<AccountsModule>()
    .WithModule<SurveysModule>()
    .WithModule<ClassificationModule>()
    .WithModule<AnnotationModule>()
    .WithModule<ResultsModule>()
    .WithModule<AdminModule>()
    .WithEmptyValidators());

builder.Services.AddPlatform(builder.Configuration).AddMaintenance().AddStoreSetup(builder.Configuration);
builder.Services.AddAccounts().AddSigningIn();
builder.Services.AddSurveys();
builder.Services.AddClassification();
builder.Services.AddAnnotation();
builder.Services.AddResults();
builder.Services.AddAdmin();

var app = builder.Build();

app.UseForwardedHeaders();
app.UsePlatform();
app.UseErrorPages();
app.UseMaintenance();
app.UseAuthentication();
app.UseAuthorization();
app.UseNeeds();
app.UseClosedDoors();
app.UseForms();

app.MapDefaultEndpoints();
app.MapStaticAssets().AllowAnonymous();
app.MapGroup("").BeginAgainAfterConflicts().LimitForms().MapCarter();
app.MapErrors();

app.Run();

public partial class Program;
