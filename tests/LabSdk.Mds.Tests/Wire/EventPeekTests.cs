using LabSdk.Mds.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Wire;

[Trait("Category", "Vectors")]
public class EventPeekTests
{
    [Fact]
    public void The_kind_of_a_message_is_known_from_its_first_bytes()
    {
        var told = 0;
        foreach (var message in Vectors.Read("mds", "chunk_messages.json").EnumerateArray().SelectMany(vector => vector.GetProperty("messages").EnumerateArray()))
        {
            var bytes = Convert.FromHexString(message.GetProperty("message").GetString()!);
            var whole = MessageReader.Read(bytes, true);
            var peek = EventPeek.Read(bytes.AsSpan(0, Math.Min(bytes.Length, 58)));
            if (whole.Events.Count > 0 && peek is not null)
            {
                Assert.Equal(whole.Events[0].Type, peek);
                told++;
            }
            else
            {
                Assert.Null(peek);
            }
        }

        Assert.True(told > 5);
        new Hostile(20, [0x02, 0xA2, 0x01, 0x1A, 1, 2, 3, 4, 0x02, 0x01], [0x42, .. new byte[33], 0x82, 0xA1, 0x02, 0x02]).Run(input => EventPeek.Read(input));
    }
}
