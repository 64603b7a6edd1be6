using TrapTagger.Accounts;
using TrapTagger.Annotation;
using TrapTagger.Classification;
using TrapTagger.Classification.Inference;
using TrapTagger.Platform;
using TrapTagger.Platform.Backup;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Mail;
using TrapTagger.ServiceDefaults;
using TrapTagger.Surveys;

UnusableSettingException.EndProgramWithSentence();

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();

builder.Services.AddPlatform(builder.Configuration);
builder.Services.AddAccounts();
builder.Services.AddSurveys();
builder.Services.AddClassification().AddDetection();
builder.Services.AddInference(new()
{
    ModelsFolder = Path.Combine(builder.Configuration["TrapTagger:DataFolder"]!, "models"),
    Model = builder.Configuration["TrapTagger:Model"] ?? InferenceSettings.Embedded,
});
builder.Services.AddAnnotation();
builder.Services.AddMailSending();
builder.Services.AddJobRunner(
    new(new Dictionary<string, int>
    {
        [Queues.Cpu] = Environment.ProcessorCount,
        [Queues.Gpu] = Environment.ProcessorCount,
    }),
    builder.Configuration.GetConnectionString("traptagger")!);

if (args is ["restore", ..])
{
    builder.Services.AddStoreSetup(builder.Configuration); // Into a bucket that nobody has used yet.
}

// Whose end writes the last lines of the log: what an errand ends with is the one line that matters.
await using var app = builder.Build();

if (await app.RunErrandAsync(args) is { } code)
{
    return code;
}

await app.Services.GetRequiredService<Migrations>().UntilAppliedAsync(app.Lifetime.ApplicationStopping);

app.MapDefaultEndpoints();

app.Run();
return 0;

public partial class Program;
