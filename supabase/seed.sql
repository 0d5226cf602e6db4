-- Demo data for the embedded stack: a heating and air-conditioning company near Bergamo. Real projects never get it.
-- One transaction that tells nobody; dates are counted from today, so that there is always a last and a next week.
begin;
select private.begin_change('import', 'nobody');

update public.organization set
  name = 'Termoclima Aurora', language = 'it', languages = '{it,en}', time_zone = 'Europe/Rome', phone_country = 'IT',
  sender_name = 'Termoclima Aurora', sender_email = 'assistenza@termoclima-aurora.example', reply_to = 'assistenza@termoclima-aurora.example',
  signature = E'Termoclima Aurora S.r.l.\nVia Borgo Palazzo 41, 24125 Bergamo · 035 010 20 30';

update public.intervention_statuses s set color = n.color, position = n.position
from (values ('Open', '#2f6f8f', 1), ('Closed', '#3c7a57', 5)) n (name, color, position) where s.names ->> 'en' = n.name;
insert into public.intervention_statuses (names, kind, color, position) values
  ('{"it": "Pianificato", "en": "Planned"}', 'open', '#3a5ba0', 2),
  ('{"it": "In corso", "en": "In progress"}', 'in_progress', '#a03a78', 3),
  ('{"it": "In attesa ricambi", "en": "Waiting for parts"}', 'in_progress', '#7a4fa3', 4),
  ('{"it": "Annullato", "en": "Cancelled"}', 'cancelled', '#6b6b6b', 6);

insert into public.intervention_types (names, color, position) values
  ('{"it": "Guasto", "en": "Breakdown"}', '#a23b2a', 1),
  ('{"it": "Manutenzione", "en": "Maintenance"}', '#3c7a57', 2),
  ('{"it": "Installazione", "en": "Installation"}', '#2f6f8f', 3),
  ('{"it": "Sopralluogo", "en": "Site survey"}', '#7a6a3a', 4),
  ('{"it": "Collaudo", "en": "Commissioning"}', '#5b4b8a', 5);

create temporary table people (name text, email text, phone text, language text, is_technician boolean) on commit drop;
insert into people values
  ('Giulia Ferri', 'giulia.ferri@termoclima-aurora.example', '+390350102031', 'it', false),
  ('Paolo Conti', 'paolo.conti@termoclima-aurora.example', '+390350102032', 'en', false),
  ('Marco Bellini', 'marco.bellini@termoclima-aurora.example', '+393331112201', 'it', true),
  ('Sara Colombo', 'sara.colombo@termoclima-aurora.example', '+393331112202', 'it', true),
  ('Davide Moretti', 'davide.moretti@termoclima-aurora.example', '+393331112203', 'it', true),
  ('Elena Rizzo', 'elena.rizzo@termoclima-aurora.example', '+393331112204', 'it', true),
  ('Andrei Popescu', 'andrei.popescu@termoclima-aurora.example', '+393331112205', 'en', true);
insert into public.contacts (name, kind, language, is_technician) select name, 'person', language, is_technician from people;

create temporary table customers (
  position integer, name text, kind text, email text, phone text, street text, postal_code text, city text, access_note text) on commit drop;
insert into customers values
  (1, 'Condominio Le Betulle', 'company', 'amministrazione@studio-locatelli.example', '+390350204401', 'Via Gleno 12', '24125', 'Bergamo', 'Locale caldaia nel seminterrato, chiavi dal custode (scala B).'),
  (2, 'Panificio Rota', 'company', 'info@panificio-rota.example', '+390350204402', 'Via Sant''Alessandro 58', '24122', 'Bergamo', 'Aperto dalle 4 del mattino.'),
  (3, 'Famiglia Gritti', 'person', 'paola.gritti@posta.example', '+393386601203', 'Via Corridoni 7', '24124', 'Bergamo', ''),
  (4, 'Hotel Miramonti', 'company', 'manutenzione@hotel-miramonti.example', '+390345204404', 'Viale della Vittoria 20', '24016', 'San Pellegrino Terme', 'Presentarsi in reception.'),
  (5, 'Anna Maria Zanchi', 'person', null, '+390350204405', 'Via Moroni 101', '24127', 'Bergamo', 'Non sente bene il campanello: telefonare.'),
  (6, 'Studio dentistico Mazzoleni', 'company', 'segreteria@studio-mazzoleni.example', '+390350204406', 'Via Camozzi 33', '24121', 'Bergamo', ''),
  (7, 'Scuola materna Arcobaleno', 'company', 'direzione@materna-arcobaleno.example', '+390350204407', 'Via Dei Mille 4', '24060', 'Torre Boldone', 'Solo dopo le 16.'),
  (8, 'Officina Pezzotta', 'company', 'officina@pezzotta.example', '+390350204408', 'Via Orio 88', '24126', 'Bergamo', ''),
  (9, 'Roberto Cattaneo', 'person', 'r.cattaneo@posta.example', '+393386601209', 'Via Baioni 15', '24123', 'Bergamo', ''),
  (10, 'Farmacia San Rocco', 'company', 'farmacia@sanrocco.example', '+390350204410', 'Piazza Pontida 9', '24122', 'Bergamo', ''),
  (11, 'Trattoria da Beppe', 'company', 'prenotazioni@trattoriadabeppe.example', '+390350204411', 'Via Pignolo 60', '24121', 'Bergamo', 'Chiuso il lunedì.'),
  (12, 'Luca Signorelli', 'person', null, '+393386601212', 'Via Statuto 22', '24128', 'Bergamo', ''),
  (13, 'Palestra Olimpia', 'company', 'info@palestra-olimpia.example', '+390350204413', 'Via Zanica 19', '24126', 'Bergamo', ''),
  (14, 'Chiara Locatelli', 'person', 'chiara.locatelli@posta.example', '+393386601214', 'Via Astino 3', '24129', 'Bergamo', 'Cane in giardino.'),
  (15, 'Cooperativa La Quercia', 'company', 'ufficio@laquercia.example', '+390350204415', 'Via San Bernardino 77', '24122', 'Bergamo', ''),
  (16, 'Tipografia Carminati', 'company', 'tipografia@carminati.example', '+390350204416', 'Via Carducci 140', '24127', 'Bergamo', ''),
  (17, 'Matteo Ghisleni', 'person', 'matteo.ghisleni@posta.example', '+393386601217', 'Via Mazzini 8', '24020', 'Ranica', ''),
  (18, 'Azienda agricola Castel Cerreto', 'company', 'castelcerreto@posta.example', '+390363204418', 'Cascina Castel Cerreto', '24047', 'Treviglio', 'Strada sterrata dopo il ponte.'),
  (19, 'Francesca Belotti', 'person', null, '+393386601219', 'Via Roma 45', '24068', 'Seriate', ''),
  (20, 'Casa di riposo Santa Chiara', 'company', 'manutenzione@rsa-santachiara.example', '+390350204420', 'Via Longuelo 30', '24129', 'Bergamo', 'Registro ospiti all''ingresso.'),
  (21, 'Parrocchia di San Tomaso', 'company', 'parrocchia@santomaso.example', '+390350204421', 'Via San Tomaso 2', '24121', 'Bergamo', ''),
  (22, 'Giorgio Vavassori', 'person', 'giorgio.vavassori@posta.example', '+393386601222', 'Via Leopardi 11', '24042', 'Capriate San Gervasio', ''),
  (23, 'Sartoria Bonetti', 'company', 'atelier@sartoria-bonetti.example', '+390350204423', 'Via XX Settembre 14', '24122', 'Bergamo', ''),
  (24, 'Ivana Pesenti', 'person', 'ivana.pesenti@posta.example', '+393386601224', 'Via Verdi 6', '24060', 'Gorle', ''),
  (25, 'Birrificio Valle Seriana', 'company', 'produzione@birrificio-seriana.example', '+390350204425', 'Via Provinciale 201', '24021', 'Albino', 'Scarpe antinfortunistiche.'),
  (26, 'Emilio Tiraboschi', 'person', null, '+393386601226', 'Via Cavour 19', '24019', 'Zogno', ''),
  (27, 'Autofficina Sud', 'company', 'info@autofficina-sud.example', '+390350204427', 'Via Spirano 50', '24053', 'Brignano Gera d''Adda', ''),
  (28, 'Laura Bonomi', 'person', 'laura.bonomi@posta.example', '+393386601228', 'Via Piave 27', '24068', 'Seriate', ''),
  (29, 'Centro estetico Iris', 'company', 'iris@centroestetico.example', '+390350204429', 'Via Broseta 112', '24128', 'Bergamo', ''),
  (30, 'Pietro Maffeis', 'person', 'pietro.maffeis@posta.example', '+393386601230', 'Via Marconi 5', '24020', 'Scanzorosciate', '');
insert into public.contacts (name, kind, code, is_customer, language)
select name, kind, 'C' || to_char(position, 'FM000'), true, case position when 4 then 'en' else 'it' end from customers order by position;

-- The contact person of the condominium's administration.
insert into public.contacts (name, kind, company_id, language)
select 'Silvia Locatelli', 'person', id, 'it' from public.contacts where name = 'Condominio Le Betulle';

with means (name, channel, value) as (
  select name, 'email', email from people
  union all select name, 'phone', phone from people
  union all select name, 'email', email from customers where email is not null
  union all select name, 'phone', phone from customers
  union all values ('Silvia Locatelli', 'email', 'silvia@studio-locatelli.example')
)
insert into public.contact_points (contact_id, channel, address_id, typed, is_default)
select c.id, m.channel::public.address_channel, private.ensure_address(m.channel::public.address_channel, m.value), m.value, true
from means m join public.contacts c on c.name = m.name;

insert into public.sites (contact_id, name, street, postal_code, city, access_note, is_default)
select c.id, '', k.street, k.postal_code, k.city, k.access_note, true from customers k join public.contacts c on c.name = k.name;
-- The hotel has a second house.
insert into public.sites (contact_id, name, street, postal_code, city, access_note)
select id, 'Dependance', 'Via San Carlo 3', '24016', 'San Pellegrino Terme', 'Quadro elettrico dietro la lavanderia.'
from public.contacts where name = 'Hotel Miramonti';

-- One customer asked for no more status mails.
insert into public.suppressions (address_id, scope, source, reason, created_by)
select id, 'status_mail', 'user', 'Ha chiesto per telefono di non ricevere e-mail', 'Giulia Ferri'
from public.addresses where value = 'ivana.pesenti@posta.example';

select setval(pg_get_serial_sequence('public.interventions', 'number'), 1000);

create temporary table plan (
  position integer, title text, type text, priority text, customer text, status text, day integer, hour integer, minutes integer,
  technician text, description text) on commit drop;
insert into plan values
  (1, 'Caldaia in blocco, nessuna acqua calda', 'Guasto', 'urgent', 'Famiglia Gritti', 'Chiuso', -9, 8, 90, 'Marco Bellini', 'Errore F28 sul display.'),
  (2, 'Manutenzione annuale caldaia', 'Manutenzione', 'normal', 'Roberto Cattaneo', 'Chiuso', -9, 10, 60, 'Sara Colombo', ''),
  (3, 'Perdita dal vaso di espansione', 'Guasto', 'high', 'Condominio Le Betulle', 'Chiuso', -8, 9, 120, 'Davide Moretti', 'Centrale termica scala B.'),
  (4, 'Pulizia filtri climatizzatori', 'Manutenzione', 'normal', 'Studio dentistico Mazzoleni', 'Chiuso', -8, 14, 90, 'Elena Rizzo', 'Quattro split, sala d''attesa e tre studi.'),
  (5, 'Installazione pompa di calore', 'Installazione', 'normal', 'Chiara Locatelli', 'Chiuso', -7, 8, 480, 'Andrei Popescu', ''),
  (6, 'Termosifoni freddi al secondo piano', 'Guasto', 'high', 'Scuola materna Arcobaleno', 'Chiuso', -7, 16, 90, 'Marco Bellini', ''),
  (7, 'Controllo fumi', 'Manutenzione', 'normal', 'Panificio Rota', 'Chiuso', -6, 5, 60, 'Sara Colombo', ''),
  (8, 'Cella frigorifera fuori temperatura', 'Guasto', 'urgent', 'Trattoria da Beppe', 'Chiuso', -6, 9, 120, 'Davide Moretti', 'Segna 9 °C.'),
  (9, 'Sopralluogo per impianto a pavimento', 'Sopralluogo', 'low', 'Matteo Ghisleni', 'Annullato', -5, 11, 60, 'Elena Rizzo', 'Il cliente rinvia i lavori.'),
  (10, 'Sostituzione circolatore', 'Guasto', 'high', 'Casa di riposo Santa Chiara', 'Chiuso', -5, 8, 150, 'Andrei Popescu', ''),
  (11, 'Manutenzione semestrale UTA', 'Manutenzione', 'normal', 'Palestra Olimpia', 'Chiuso', -4, 7, 180, 'Marco Bellini', ''),
  (12, 'Rumore dal compressore esterno', 'Guasto', 'normal', 'Farmacia San Rocco', 'In attesa ricambi', -4, 10, 60, 'Sara Colombo', 'Ordinato il supporto antivibrante.'),
  (13, 'Collaudo nuova centrale termica', 'Collaudo', 'high', 'Hotel Miramonti', 'Chiuso', -3, 9, 240, 'Davide Moretti', ''),
  (14, 'Valvola a tre vie bloccata', 'Guasto', 'high', 'Laura Bonomi', 'In attesa ricambi', -3, 14, 60, 'Elena Rizzo', ''),
  (15, 'Manutenzione annuale caldaia', 'Manutenzione', 'normal', 'Giorgio Vavassori', 'Chiuso', -2, 9, 60, 'Andrei Popescu', ''),
  (16, 'Perdita gas refrigerante', 'Guasto', 'urgent', 'Officina Pezzotta', 'Chiuso', -2, 8, 120, 'Marco Bellini', ''),
  (17, 'Sostituzione termostato', 'Installazione', 'low', 'Anna Maria Zanchi', 'Chiuso', -1, 10, 45, 'Sara Colombo', ''),
  (18, 'Acqua calda a intermittenza', 'Guasto', 'high', 'Centro estetico Iris', 'In corso', -1, 15, 90, 'Davide Moretti', ''),
  (19, 'Caldaia in blocco', 'Guasto', 'urgent', 'Parrocchia di San Tomaso', 'In corso', 0, 8, 90, 'Marco Bellini', 'La chiesa è aperta dalle 7.'),
  (20, 'Manutenzione annuale caldaia', 'Manutenzione', 'normal', 'Francesca Belotti', 'Pianificato', 0, 10, 60, 'Sara Colombo', ''),
  (21, 'Climatizzatore sala server', 'Guasto', 'urgent', 'Tipografia Carminati', 'In corso', 0, 9, 120, 'Elena Rizzo', ''),
  (22, 'Scarico condensa ostruito', 'Guasto', 'normal', 'Sartoria Bonetti', 'Pianificato', 0, 14, 60, 'Davide Moretti', ''),
  (23, 'Bilanciamento impianto', 'Manutenzione', 'normal', 'Cooperativa La Quercia', 'Pianificato', 0, 15, 120, 'Andrei Popescu', ''),
  (24, 'Nessun riscaldamento', 'Guasto', 'urgent', 'Emilio Tiraboschi', 'Aperto', 0, 17, 90, null, 'Persona anziana sola in casa.'),
  (25, 'Lavaggio chimico scambiatore', 'Manutenzione', 'normal', 'Birrificio Valle Seriana', 'Pianificato', 1, 8, 240, 'Marco Bellini', ''),
  (26, 'Manutenzione annuale caldaia', 'Manutenzione', 'normal', 'Pietro Maffeis', 'Pianificato', 1, 9, 60, 'Sara Colombo', ''),
  (27, 'Sostituzione split camera 12', 'Installazione', 'normal', 'Hotel Miramonti', 'Pianificato', 1, 10, 180, 'Davide Moretti', 'Dependance.'),
  (28, 'Sopralluogo per fotovoltaico e accumulo', 'Sopralluogo', 'low', 'Azienda agricola Castel Cerreto', 'Pianificato', 1, 14, 90, 'Elena Rizzo', ''),
  (29, 'Odore di gas segnalato e verificato', 'Guasto', 'urgent', 'Luca Signorelli', 'Aperto', 1, 8, 60, 'Andrei Popescu', 'Rubinetto già chiuso dal cliente.'),
  (30, 'Controllo fumi', 'Manutenzione', 'normal', 'Autofficina Sud', 'Pianificato', 2, 9, 60, 'Marco Bellini', ''),
  (31, 'Manutenzione semestrale UTA', 'Manutenzione', 'normal', 'Casa di riposo Santa Chiara', 'Pianificato', 2, 8, 240, 'Sara Colombo', ''),
  (32, 'Montaggio valvole termostatiche', 'Installazione', 'normal', 'Condominio Le Betulle', 'Pianificato', 3, 8, 480, 'Davide Moretti', 'Ventidue radiatori.'),
  (33, 'Manutenzione annuale caldaia', 'Manutenzione', 'normal', 'Ivana Pesenti', 'Pianificato', 3, 11, 60, 'Elena Rizzo', ''),
  (34, 'Deumidificatore piscina', 'Guasto', 'normal', 'Palestra Olimpia', 'Aperto', 3, 14, 120, null, ''),
  (35, 'Collaudo pompa di calore', 'Collaudo', 'normal', 'Chiara Locatelli', 'Pianificato', 4, 9, 120, 'Andrei Popescu', ''),
  (36, 'Sopralluogo per nuova caldaia', 'Sopralluogo', 'low', 'Famiglia Gritti', 'Pianificato', 4, 17, 45, 'Marco Bellini', ''),
  (37, 'Manutenzione celle frigorifere', 'Manutenzione', 'normal', 'Trattoria da Beppe', 'Pianificato', 5, 9, 150, 'Sara Colombo', ''),
  (38, 'Sostituzione addolcitore', 'Installazione', 'normal', 'Panificio Rota', 'Aperto', 6, 13, 180, null, ''),
  (39, 'Manutenzione annuale climatizzatori', 'Manutenzione', 'low', 'Farmacia San Rocco', 'Aperto', 8, 13, 90, null, ''),
  (40, 'Verifica impianto prima dell''inverno', 'Manutenzione', 'normal', 'Scuola materna Arcobaleno', 'Pianificato', 9, 16, 120, 'Davide Moretti', '');

insert into public.interventions (title, description, type_id, status_id, priority, customer_id, contact_person_id, site_id, starts_at, duration_minutes)
select p.title, p.description, t.id, s.id, p.priority, c.id, person.id, site.id,
       (current_date + p.day + make_interval(hours => p.hour)) at time zone 'Europe/Rome', p.minutes
from plan p
join public.intervention_types t on t.names ->> 'it' = p.type
join public.intervention_statuses s on s.names ->> 'it' = p.status
join public.contacts c on c.name = p.customer and c.is_customer
left join public.contacts person on person.company_id = c.id
left join public.sites site on site.contact_id = c.id and site.name = 'Dependance' and p.description like 'Dependance%'
order by p.position;

insert into public.intervention_technicians (intervention_id, contact_id)
select i.id, c.id
from plan p
join public.contacts customer on customer.name = p.customer and customer.is_customer
join public.interventions i on i.title = p.title and i.customer_id = customer.id
join public.contacts c on c.name = p.technician and c.is_technician;
-- Two jobs are done by two.
insert into public.intervention_technicians (intervention_id, contact_id)
select i.id, c.id from public.interventions i cross join public.contacts c
where i.title in ('Installazione pompa di calore', 'Montaggio valvole termostatiche') and c.name = 'Elena Rizzo';
commit;
