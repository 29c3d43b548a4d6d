-- A page a person.
with {about}
select
    people.person_id as key,
    struct_pack(
        name := clip(people.name, {title}), host_count := people.host_count, guest_count := people.guest_count,
        episode_count := people.episode_count, show_count := people.show_count,
        insight_count := coalesce(counted.insight_count, 0), shows := coalesce(shows_of.shows, []),
        entities := coalesce(entities_of.entities, []), insights := coalesce(chosen.insights, []),
        entity_id := named.entity_id
    ) as page
from people
left join counted using (person_id)
left join shows_of using (person_id)
left join entities_of using (person_id)
left join chosen using (person_id)
left join (
    select lower(entities.name) as name, min(entity_id) as entity_id
    from entities semi join spoken_of using (entity_id)
    where label = 'PERSON' group by all
) as named on named.name = lower(people.name)
